package dev.routeproof.stats.quantile;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.StudentT;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A quantile of values that come in units (requests of users), and the difference of two, with intervals that respect
 * the units: the standard error s of "share of values at or below the quantile" is that of a clustered mean, and the
 * ends are the order statistics at q ± t s (Liu, Sun, Varshney and Xu, arXiv 1903.08762; Deng, Knoblich and Lu, arXiv
 * 1803.06336). t has as many degrees of freedom as the units' unequal sizes leave: (Σn)²/Σn² - 1 (Kish 1965).
 */
public final class ClusteredQuantile {
    private static final int LEAST_UNITS = 20;
    private static final double LEAST_BEYOND = 4;

    private ClusteredQuantile() {}

    /** Units an arm needs before its q-quantile may be shown: 20, and four beyond it (400 for p99, 80 for p95). */
    public static int unitsNeeded(double q) {
        return (int) Math.max(LEAST_UNITS, Math.round(Math.ceil(LEAST_BEYOND / Math.min(q, 1 - q) - 1e-9)));
    }

    /**
     * The q-quantile in the unit of the values, q in (0,1), with its two-sided interval; {@code units[i]} is the unit of
     * {@code values[i]}. Not estimable below {@link #unitsNeeded}.
     */
    public static Result<Estimate> interval(double[] values, int[] units, double q, double level) {
        if (values.length != units.length || !(q > 0 && q < 1)) {
            throw new IllegalArgumentException(values.length + " values, " + units.length + " units, quantile " + q);
        }
        Map<Integer, double[]> tallies = new HashMap<>();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double quantile = sorted.length == 0 ? 0 : Quantiles.sortedR7(sorted, q).orElseThrow();
        for (int i = 0; i < values.length; i++) {
            double[] tally = tallies.computeIfAbsent(units[i], unit -> new double[2]);
            tally[0] += values[i] <= quantile ? 1 : 0;
            tally[1]++;
        }
        int count = tallies.size();
        if (count < unitsNeeded(q)) {
            return Result.notEstimable("The " + Math.round(1000 * q) / 10d + " % quantile needs " + unitsNeeded(q)
                    + " units an arm; there are " + count + ".");
        }
        if (sorted[0] == sorted[sorted.length - 1]) {
            return Result.notEstimable("The values do not vary, so their spread is unknown.");
        }
        double n = values.length;
        double below = tallies.values().stream().mapToDouble(t -> t[0]).sum() / n;
        double squares = 0;
        double sizes = 0;
        for (double[] tally : tallies.values()) {
            double residual = tally[0] - below * tally[1];
            squares += residual * residual;
            sizes += tally[1] * tally[1];
        }
        double effective = n * n / sizes;
        double error = Math.sqrt(squares * count / (count - 1)) / n;
        double reach = StudentT.critical(level, Math.max(1, effective - 1)) * error;
        int low = Math.clamp((long) Math.floor(n * (q - reach)) - 1, 0, sorted.length - 1);
        int high = Math.clamp((long) Math.ceil(n * (q + reach)), 0, sorted.length - 1);
        return Result.value(
                new Estimate(quantile, Math.min(quantile, sorted[low]), Math.max(quantile, sorted[high]), level));
    }

    /**
     * First minus second, plus or minus half the root of the summed squares of the two arms' interval widths. The ends of
     * an arm's own interval are not combined one by one: the arm with the larger quantile by chance also has the longer
     * upper end, and false alarms at p95 double. Each arm needs {@link #unitsNeeded} units.
     */
    public static Result<Estimate> difference(
            double[] first, int[] firstUnits, double[] second, int[] secondUnits, double q, double level) {
        return interval(first, firstUnits, q, level)
                .flatMap(a -> interval(second, secondUnits, q, level).map(b -> {
                    double d = a.value() - b.value();
                    double half = Math.hypot(a.high() - a.low(), b.high() - b.low()) / 2;
                    return new Estimate(d, d - half, d + half, level);
                }));
    }
}
