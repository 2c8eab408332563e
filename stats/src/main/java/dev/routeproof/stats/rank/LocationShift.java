package dev.routeproof.stats.rank;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.BrentRoot;
import dev.routeproof.stats.distribution.Normal;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The Hodges-Lehmann shift of two samples: the median of all differences first minus second, in the unit of the values,
 * with the interval that inverts the Mann-Whitney test (Annals of Mathematical Statistics 34, 1963).
 */
public final class LocationShift {
    private LocationShift() {}

    /** Ends are order statistics of the differences at the exact quantiles of U; n1·n2 differences are held in memory. */
    public static Result<Estimate> exact(double[] first, double[] second, double level) {
        if (first.length == 0 || second.length == 0) {
            return Result.notEstimable("A sample is empty, so there is no shift.");
        }
        double[] differences = new double[Math.multiplyExact(first.length, second.length)];
        int k = 0;
        for (double a : first) {
            for (double b : second) {
                differences[k++] = a - b;
            }
        }
        Arrays.sort(differences);
        int n = differences.length;
        int order =
                Math.max(1, RankSumDistribution.of(first.length, second.length).quantile((1 - level) / 2));
        double median = n % 2 == 1 ? differences[n / 2] : 0.5 * (differences[n / 2 - 1] + differences[n / 2]);
        return Result.value(new Estimate(median, differences[order - 1], differences[n - order], level));
    }

    /**
     * Roots of the standardised rank statistic as a function of the shift, ties corrected, with continuity correction
     * for the ends and without for the estimate: the convention of R's {@code wilcox.test(conf.int = TRUE)}, including
     * its root search to 1e-4. For samples too large, or too tied, for {@link #exact}.
     */
    public static Result<Estimate> asymptotic(double[] first, double[] second, double level) {
        if (first.length == 0 || second.length == 0) {
            return Result.notEstimable("A sample is empty, so there is no shift.");
        }
        double[] a = first.clone();
        double[] b = second.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double least = a[0] - b[b.length - 1];
        double most = a[a.length - 1] - b[0];
        if (least == most) {
            return Result.notEstimable("The values do not vary, so their spread is unknown.");
        }
        double z = Normal.critical(level);
        double low = root(shift -> standardised(a, b, shift, 0.5) - z, least, most);
        double high = root(shift -> standardised(a, b, shift, 0.5) + z, least, most);
        double estimate = root(shift -> standardised(a, b, shift, 0), least, most);
        return Result.value(new Estimate(estimate, low, high, level));
    }

    /**
     * The standardised rank statistic after taking {@code shift} from the first sample: (U - n1 n2/2 ∓ ½)/σ, ties
     * corrected, ½ towards 0. Not estimable with an empty sample or when all values tie.
     */
    public static Result<Double> standardised(double[] first, double[] second, double shift) {
        if (first.length == 0 || second.length == 0) {
            return Result.notEstimable("A sample is empty, so there is no shift.");
        }
        double[] a = first.clone();
        double[] b = second.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double z = standardised(a, b, shift, 0.5);
        return Double.isFinite(z) ? Result.value(z) : Result.notEstimable("All values are equal.");
    }

    private static double root(DoubleUnaryOperator decreasing, double least, double most) {
        if (decreasing.applyAsDouble(least) <= 0) {
            return least;
        }
        if (decreasing.applyAsDouble(most) >= 0) {
            return most;
        }
        return BrentRoot.find(decreasing, least, most, 1e-4);
    }

    private static double standardised(double[] first, double[] second, double shift, double correction) {
        TwoSampleRanks ranks = TwoSampleRanks.ofSorted(first, shift, second);
        double centred = ranks.u() - 0.5 * first.length * second.length;
        return (centred - Math.signum(centred) * correction) / ranks.standardDeviation();
    }
}
