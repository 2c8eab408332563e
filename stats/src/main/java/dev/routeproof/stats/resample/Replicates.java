package dev.routeproof.stats.resample;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.Normal;
import dev.routeproof.stats.quantile.Quantiles;
import java.util.Arrays;

/** Reads an interval off bootstrap replicates. */
final class Replicates {
    private Replicates() {}

    /** {@code jackknife} holds the leave-one-out estimates; only BCa reads it. */
    static Result<Estimate> interval(
            Bootstrap.Method method, double estimate, double[] replicates, double[] jackknife, double level) {
        double[] sorted = replicates.clone();
        Arrays.sort(sorted);
        if (Double.isNaN(estimate) || Double.isNaN(sorted[sorted.length - 1])) {
            return Result.notEstimable("The statistic is undefined on some resamples.");
        }
        if (sorted[0] == sorted[sorted.length - 1]) {
            return Result.notEstimable("The resamples do not differ, so their spread is unknown.");
        }
        double tail = (1 - level) / 2;
        return switch (method) {
            case PERCENTILE -> Result.value(new Estimate(estimate, at(sorted, tail), at(sorted, 1 - tail), level));
            case BASIC ->
                Result.value(new Estimate(
                        estimate, 2 * estimate - at(sorted, 1 - tail), 2 * estimate - at(sorted, tail), level));
            case BCA -> corrected(estimate, sorted, jackknife, level);
        };
    }

    /**
     * BCa (Efron, JASA 82, 1987): z0 = Φ⁻¹(share of replicates below the estimate, ties counted half), a = Σ(θ̄ - θ_i)³
     * / 6(Σ(θ̄ - θ_i)²)^1.5, and quantiles at Φ(z0 + (z0 + z)/(1 - a(z0 + z))).
     */
    private static Result<Estimate> corrected(double estimate, double[] sorted, double[] jackknife, double level) {
        double below = 0;
        for (double replicate : sorted) {
            below += replicate < estimate ? 1 : replicate == estimate ? 0.5 : 0;
        }
        double share = below / sorted.length;
        if (share == 0 || share == 1) {
            return Result.notEstimable("The estimate lies outside all resamples, so its bias is unknown.");
        }
        double mean = Arrays.stream(jackknife).average().orElseThrow();
        double squares = 0;
        double cubes = 0;
        for (double leftOut : jackknife) {
            double d = mean - leftOut;
            squares += d * d;
            cubes += d * d * d;
        }
        double bias = Normal.quantile(share);
        double acceleration = squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
        double z = Normal.critical(level);
        double low = at(sorted, adjusted(bias, acceleration, -z));
        double high = at(sorted, adjusted(bias, acceleration, z));
        return Result.value(new Estimate(estimate, low, high, level));
    }

    private static double adjusted(double bias, double acceleration, double z) {
        return Normal.cdf(bias + (bias + z) / (1 - acceleration * (bias + z)));
    }

    private static double at(double[] sorted, double share) {
        return Quantiles.sortedR7(sorted, share).orElseThrow();
    }
}
