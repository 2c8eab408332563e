package dev.routeproof.stats.quantile;

import dev.routeproof.stats.Result;
import java.util.Arrays;

/** Sample quantiles by linear interpolation of order statistics. */
public final class Quantiles {
    private Quantiles() {}

    /**
     * The q-quantile, q in [0,1], in the unit of the values: order statistic at position 1 + (n - 1)q, interpolated
     * (type 7 of Hyndman and Fan, American Statistician 50, 1996; the default of R and NumPy). Not estimable without
     * values.
     */
    public static Result<Double> r7(double[] values, double q) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sortedR7(sorted, q);
    }

    /** {@link #r7} of values already in ascending order. */
    public static Result<Double> sortedR7(double[] sorted, double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("a quantile's share lies in [0,1], not " + q);
        }
        if (sorted.length == 0) {
            return Result.notEstimable("No values, so there is no quantile.");
        }
        double position = (sorted.length - 1) * q;
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        double low = sorted[below];
        double high = sorted[above];
        double share = position - below;
        return Result.value(share == 0 || low == high ? low : low + share * (high - low));
    }
}
