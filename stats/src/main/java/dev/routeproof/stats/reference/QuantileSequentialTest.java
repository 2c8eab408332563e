package dev.routeproof.stats.reference;

import dev.routeproof.stats.Result;
import java.util.Arrays;

/**
 * An always-valid p-value that two arms share a quantile, from beta-binomial mixtures on the counts below every
 * candidate value (Howard and Ramdas, Bernoulli 28, 2022, section 5).
 */
public final class QuantileSequentialTest {
    private final MixtureBoundary mixture;
    private final double quantile;

    /** For the {@code quantile} in (0,1), tuned to {@code tOpt} units an arm. */
    public QuantileSequentialTest(double quantile, double tOpt, double alphaOpt) {
        this.quantile = quantile;
        this.mixture = MixtureBoundary.BetaBinomial.tuned(
                tOpt * quantile * (1 - quantile), alphaOpt, quantile, 1 - quantile, false);
    }

    /**
     * min(1, 1/least evidence): the least, over common quantiles x, of the product of both arms' mixtures against "x is
     * this arm's quantile". Values in any unit; not estimable with an empty arm.
     */
    public Result<Double> pValue(double[] first, double[] second) {
        if (first.length == 0 || second.length == 0) {
            return Result.notEstimable("An arm has no values.");
        }
        double[] a = first.clone();
        double[] b = second.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double least = Double.POSITIVE_INFINITY;
        double leastShareOfFirst = leastShare(a.length);
        double leastShareOfSecond = leastShare(b.length);
        double[] candidates = new double[a.length + b.length];
        System.arraycopy(a, 0, candidates, 0, a.length);
        System.arraycopy(b, 0, candidates, a.length, b.length);
        for (double x : candidates) {
            least = Math.min(least, evidence(a, x, leastShareOfFirst) + evidence(b, x, leastShareOfSecond));
        }
        return Result.value(Math.min(1, Math.exp(-least)));
    }

    /** Least over the shares that "below x" may have when x is hit exactly: from strictly below to at most. */
    private double evidence(double[] sorted, double x, double leastShare) {
        double n = sorted.length;
        double below = countBelow(sorted, x, false) / n;
        double atMost = countBelow(sorted, x, true) / n;
        return logMixture(Math.clamp(leastShare, below, atMost), n);
    }

    private double logMixture(double share, double n) {
        return mixture.logMixture((share - quantile) * n, quantile * (1 - quantile) * n);
    }

    /** The share with the least evidence; the mixture is convex in it, so thirds close in. */
    private double leastShare(double n) {
        double low = 0;
        double high = 1;
        while (high - low > 1e-9) {
            double left = low + (high - low) / 3;
            double right = high - (high - low) / 3;
            if (logMixture(left, n) < logMixture(right, n)) {
                high = right;
            } else {
                low = left;
            }
        }
        return 0.5 * (low + high);
    }

    private static int countBelow(double[] sorted, double x, boolean inclusive) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < x || (inclusive && sorted[middle] == x)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
