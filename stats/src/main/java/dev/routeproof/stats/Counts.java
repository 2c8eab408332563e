package dev.routeproof.stats;

/** Successes among independent trials: the sufficient statistic of a rate. {@code 0 <= successes <= n}. */
public record Counts(long successes, long n) {
    public Counts {
        if (n < 0 || successes < 0 || successes > n) {
            throw new IllegalArgumentException(successes + " successes of " + n + " trials cannot be");
        }
    }

    /** The observed share of successes in [0,1]; undefined (NaN) without trials, so ask {@link #n()} first. */
    public double rate() {
        return (double) successes / n;
    }

    public long failures() {
        return n - successes;
    }
}
