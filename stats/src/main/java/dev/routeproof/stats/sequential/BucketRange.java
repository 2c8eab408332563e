package dev.routeproof.stats.sequential;

/**
 * What past assignments tell about a unit's bucket, the uniform number that decides its arm: a unit is in the candidate
 * arm exactly when its bucket is below the candidate's share of the epoch.
 *
 * <p>It yields the conditional propensity that every monitor asks for. A new unit: the share itself. Not a candidate
 * at share b, now π ≥ b: (π − b)/(1 − b). A candidate at share b: 1 when the share was raised or kept, π/b when it was
 * lowered. A propensity of 0 or 1 means that nothing is left to chance, and the value is no evidence.
 *
 * @param low the bucket is at least this; in [0,1)
 * @param high and below this; in (low,1]
 */
public record BucketRange(double low, double high) {
    /** A unit that has not been seen. */
    public static final BucketRange UNKNOWN = new BucketRange(0, 1);

    public BucketRange {
        if (!(low >= 0 && low < high && high <= 1)) {
            throw new IllegalArgumentException("a bucket range lies in [0,1], was [" + low + ", " + high + ")");
        }
    }

    /** The probability of the candidate arm at {@code share} in [0,1], given what is known. */
    public double propensity(double share) {
        Check.unitInterval("share", share);
        return Math.clamp((share - low) / (high - low), 0, 1);
    }

    /** What is known after the unit was seen at {@code share}; an arm that contradicts the past is refused. */
    public BucketRange after(boolean candidate, double share) {
        double propensity = propensity(share);
        if (propensity == (candidate ? 0 : 1)) {
            throw new IllegalArgumentException("a unit with a bucket in [" + low + ", " + high + ") cannot be "
                    + (candidate ? "in" : "outside") + " the candidate arm at share " + share);
        }
        return candidate ? new BucketRange(low, Math.min(high, share)) : new BucketRange(Math.max(low, share), high);
    }
}
