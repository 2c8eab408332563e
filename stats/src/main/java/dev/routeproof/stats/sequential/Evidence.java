package dev.routeproof.stats.sequential;

/**
 * The state of an e-process: what one unit of wealth, bet against the null hypothesis, has become.
 *
 * <p>Under the null the chance that the wealth ever reaches 1/α is at most α (Ville 1939), whenever and however often
 * one looks.
 *
 * @param logWealth natural logarithm of the wealth now; 0 at the start
 * @param peakLogWealth the largest log wealth so far, at least 0
 * @param values how many values were bet on
 */
public record Evidence(double logWealth, double peakLogWealth, long values) {
    public Evidence {
        if (Double.isNaN(logWealth) || !(peakLogWealth >= Math.max(0, logWealth)) || values < 0) {
            throw new IllegalArgumentException(
                    "not a state of an e-process: log wealth " + logWealth + ", peak " + peakLogWealth);
        }
    }

    /** Whether the null hypothesis was rejected at level {@code alpha} in (0,1), at this look or an earlier one. */
    public boolean reaches(double alpha) {
        return peakLogWealth >= LogThreshold.of(alpha);
    }

    /** The always-valid p-value, 1 / peak wealth, in (0,1]. */
    public double anytimeP() {
        return Math.exp(-peakLogWealth);
    }

    /** The e-value now; {@code Double.MAX_VALUE} when it is too large for a double. */
    public double wealth() {
        return Math.min(Math.exp(logWealth), Double.MAX_VALUE);
    }
}
