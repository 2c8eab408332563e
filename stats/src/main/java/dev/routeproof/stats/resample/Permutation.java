package dev.routeproof.stats.resample;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import java.util.random.RandomGenerator;

/**
 * Permutation test of equal distributions by the difference of means, for arms of fewer than 20 units, where Welch's t
 * is not to be trusted (Pitman 1937). p = (1 + reshuffles at least as extreme)/(1 + reshuffles), never 0 (Phipson and
 * Smyth, 2010). The statistic is first mean minus second mean, in the unit of the values.
 */
public final class Permutation {
    /** Differences closer than this share of the spread are equal: sums in another order round differently. */
    private static final double ROUNDING = 1e-12;

    private Permutation() {}

    /** {@code reshuffles} at least 100. Not estimable with an empty arm or when all values are equal. */
    public static Result<TestResult> meanDifference(
            double[] first, double[] second, Alternative alternative, int reshuffles, RandomGenerator random) {
        if (reshuffles < 100) {
            throw new IllegalArgumentException("at least 100 reshuffles are needed, not " + reshuffles);
        }
        if (first.length == 0 || second.length == 0) {
            return Result.notEstimable("An arm is empty, so there is no difference.");
        }
        double[] all = new double[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        double total = 0;
        double spread = 0;
        for (double value : all) {
            total += value;
            spread = Math.max(spread, Math.abs(value - all[0]));
        }
        if (spread == 0) {
            return Result.notEstimable("All values are equal, so there is nothing to reshuffle.");
        }
        double observed = difference(all, first.length, total);
        int extreme = 0;
        for (int r = 0; r < reshuffles; r++) {
            for (int i = 0; i < first.length; i++) {
                int j = i + random.nextInt(all.length - i);
                double swapped = all[i];
                all[i] = all[j];
                all[j] = swapped;
            }
            double shuffled = difference(all, first.length, total);
            boolean counts = switch (alternative) {
                case TWO_SIDED -> Math.abs(shuffled) >= Math.abs(observed) - ROUNDING * spread;
                case LESS -> shuffled <= observed + ROUNDING * spread;
                case GREATER -> shuffled >= observed - ROUNDING * spread;
            };
            extreme += counts ? 1 : 0;
        }
        return Result.value(new TestResult(observed, (1d + extreme) / (1 + reshuffles)));
    }

    private static double difference(double[] all, int firstSize, double total) {
        double sum = 0;
        for (int i = 0; i < firstSize; i++) {
            sum += all[i];
        }
        return sum / firstSize - (total - sum) / (all.length - firstSize);
    }
}
