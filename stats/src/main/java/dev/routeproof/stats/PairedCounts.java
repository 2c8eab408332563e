package dev.routeproof.stats;

/**
 * Two pass/fail outcomes on the same items, counted: both pass, only the first, only the second, neither.
 * Differences are first minus second.
 */
public record PairedCounts(long both, long onlyFirst, long onlySecond, long neither) {
    public PairedCounts {
        if (both < 0 || onlyFirst < 0 || onlySecond < 0 || neither < 0) {
            throw new IllegalArgumentException("a count of pairs cannot be negative");
        }
    }

    public long n() {
        return both + onlyFirst + onlySecond + neither;
    }

    public long discordant() {
        return onlyFirst + onlySecond;
    }

    public Counts first() {
        return new Counts(both + onlyFirst, n());
    }

    public Counts second() {
        return new Counts(both + onlySecond, n());
    }

    /** Rate of the first minus rate of the second, in [-1,1]; NaN without pairs, so ask {@link #n()} first. */
    public double difference() {
        return (double) (onlyFirst - onlySecond) / n();
    }
}
