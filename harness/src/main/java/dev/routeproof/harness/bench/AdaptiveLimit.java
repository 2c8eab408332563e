package dev.routeproof.harness.bench;

/**
 * How many calls to one provider may be under way: grows until the provider says 429, then × 0.8.
 *
 * <p>It doubles with every round of answers until the first 429, and grows by one a round after it. Not safe for
 * threads: its owner guards it.
 */
final class AdaptiveLimit {
    private static final int FIRST = 8;
    private static final double AFTER_REFUSAL = 0.8;
    /** Refusals of calls that were under way together count as one, nanoseconds. */
    private static final long SAME_REFUSAL_NANOS = 500_000_000L;

    private final int most;
    private double limit;
    private boolean refused;
    private long lastRefusal;

    AdaptiveLimit(int most) {
        this.most = most;
        this.limit = Math.min(most, FIRST);
    }

    int current() {
        return (int) limit;
    }

    void answered() {
        limit = Math.min(most, limit + (refused ? 1 / limit : 1));
    }

    void rateLimited(long nowNanos) {
        if (!refused || nowNanos - lastRefusal > SAME_REFUSAL_NANOS) {
            limit = Math.max(1, limit * AFTER_REFUSAL);
            lastRefusal = nowNanos;
        }
        refused = true;
    }
}
