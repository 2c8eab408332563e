package dev.routeproof.stats.sequential;

/**
 * When bets are placed anew from the past: after every value at first, beyond 2,000 values each time the past has grown
 * by a thirty-second. What was known a little earlier is predictable too, and costs next to nothing in power.
 */
final class Renewal {
    private static final double GROWTH = 1 + 1.0 / 32;
    private static final int EACH_TIME = 2_000;

    private double at;

    /** Whether they are now; {@code weight} is that of the epoch's past. */
    boolean due(double weight) {
        if (weight < at) {
            return false;
        }
        at = weight < EACH_TIME ? 0 : weight * GROWTH;
        return true;
    }

    void startEpoch() {
        at = 0;
    }
}
