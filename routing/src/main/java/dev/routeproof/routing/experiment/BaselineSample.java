package dev.routeproof.routing.experiment;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A uniform sample of the baseline's latencies and costs in one slice and epoch, at most 4,096 of each (Vitter's
 * algorithm R), from which {@link Thresholds} are frozen.
 */
final class BaselineSample {
    static final int ENOUGH = 400;
    private static final int MOST = 4_096;

    private final SplittableRandom random;
    private final double[] latencies = new double[MOST];
    private final double[] costs = new double[MOST];
    private long latencyCount;
    private long costCount;

    BaselineSample(long seed) {
        random = new SplittableRandom(seed);
    }

    void include(double latencyMillis, double costUsd) {
        if (!Double.isNaN(latencyMillis)) {
            keep(latencies, latencyCount++, latencyMillis);
        }
        if (!Double.isNaN(costUsd)) {
            keep(costs, costCount++, costUsd);
        }
    }

    /** Thresholds from what was seen; what has fewer than 400 observations stays as it was. */
    Thresholds freeze(Thresholds before) {
        boolean timed = latencyCount >= ENOUGH;
        boolean costed = costCount >= ENOUGH;
        return new Thresholds(
                timed ? quantile(latencies, latencyCount, 0.95) : before.p95Millis(),
                timed ? quantile(latencies, latencyCount, 0.99) : before.p99Millis(),
                costed ? quantile(costs, costCount, 0.99) : before.costCapUsd());
    }

    /** The same for thresholds that have never been frozen; the others stay. */
    Thresholds freezeMissing(Thresholds before) {
        boolean untimed = Double.isNaN(before.p95Millis()) && latencyCount >= ENOUGH;
        boolean uncosted = Double.isNaN(before.costCapUsd()) && costCount >= ENOUGH;
        if (!untimed && !uncosted) {
            return before;
        }
        Thresholds now = freeze(before);
        return new Thresholds(
                untimed ? now.p95Millis() : before.p95Millis(),
                untimed ? now.p99Millis() : before.p99Millis(),
                uncosted ? now.costCapUsd() : before.costCapUsd());
    }

    private void keep(double[] kept, long count, double value) {
        if (count < MOST) {
            kept[(int) count] = value;
        } else {
            // Uniform below count + 1, but for a bias of 2^-64 · count; a division would be the dearest step here.
            long place = Math.unsignedMultiplyHigh(random.nextLong(), count + 1);
            if (place < MOST) {
                kept[(int) place] = value;
            }
        }
    }

    private static double quantile(double[] kept, long count, double share) {
        double[] sorted = Arrays.copyOf(kept, (int) Math.min(count, MOST));
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
