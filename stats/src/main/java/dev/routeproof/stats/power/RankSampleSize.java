package dev.routeproof.stats.power;

import dev.routeproof.stats.Result;
import java.util.Arrays;

/**
 * Units needed by a Mann-Whitney test, from pilot values (Happ, Bathke and Brunner, Statistics in Medicine 38, 2019): N
 * = (z_α σ + z_β √(t σ2² + (1-t) σ1²))²/(t(1-t)(p - ½)²), with t the reference's share, p = P(reference &lt; other) +
 * ½P(=), σ the null spread of the pooled placements and σ1, σ2 those of each sample's placements in the other.
 *
 * @param relativeEffect p, in [0,1]; ½ is no effect
 * @param total units of both arms
 */
public record RankSampleSize(double relativeEffect, double total, double referenceShare) {

    public double reference() {
        return total * referenceShare;
    }

    public double other() {
        return total * (1 - referenceShare);
    }

    /** The size for pilot samples of at least two values each; not estimable when the pilot shows no effect. */
    public static Result<RankSampleSize> of(
            double[] reference, double[] other, double referenceShare, SampleSize.Goal goal) {
        if (reference.length < 2 || other.length < 2) {
            return Result.notEstimable("Each pilot sample needs at least two values.");
        }
        double[] placedOther =
                Arrays.stream(other).map(x -> place(x, reference)).toArray();
        double[] placedReference =
                Arrays.stream(reference).map(x -> place(x, other)).toArray();
        double p = Arrays.stream(placedOther).average().orElseThrow();
        if (p == 0.5) {
            return Result.notEstimable("The pilot samples show no difference to detect.");
        }
        double t = referenceShare;
        double pooled = pooledVariance(reference, other);
        double z = goal.zAlpha() * Math.sqrt(pooled)
                + goal.zPower() * Math.sqrt(t * variance(placedOther) + (1 - t) * variance(placedReference));
        double total = z * z / (t * (1 - t) * (p - 0.5) * (p - 0.5));
        return Result.value(new RankSampleSize(p, total, t));
    }

    /** ∫ G² dG - ¼ for G, the distribution of the two pilot samples pooled. */
    private static double pooledVariance(double[] reference, double[] other) {
        double[] pooled = Arrays.copyOf(reference, reference.length + other.length);
        System.arraycopy(other, 0, pooled, reference.length, other.length);
        return Arrays.stream(pooled)
                        .map(x -> place(x, pooled))
                        .map(g -> g * g)
                        .average()
                        .orElseThrow()
                - 0.25;
    }

    /** Share of the sample below x, ties counting half. */
    private static double place(double x, double[] sample) {
        double sum = 0;
        for (double value : sample) {
            sum += value < x ? 1 : value == x ? 0.5 : 0;
        }
        return sum / sample.length;
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    }
}
