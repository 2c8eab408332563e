package dev.routeproof.stats.sequential;

/**
 * What the past expects of a value at one propensity: {@code Z = (A/π − (1−A)/(1−π)) · (y − m)}, its variance and its
 * bounds. Fixed before the value is seen.
 */
final class Outlook {
    private final double propensity;
    private final int place;
    private final double m;
    private final double perCandidate;
    private final double perBaseline;
    private final double variance;
    private final double share;

    /**
     * @param place tells the outlooks apart that a past keeps at a time
     * @param candidateVariance of values of the candidate around m
     */
    Outlook(double propensity, int place, double m, double candidateVariance, double baselineVariance) {
        this.propensity = propensity;
        this.place = place;
        this.m = m;
        perCandidate = 1 / propensity;
        perBaseline = 1 / (1 - propensity);
        variance = candidateVariance * perCandidate + baselineVariance * perBaseline;
        share = 1 / variance;
    }

    double propensity() {
        return propensity;
    }

    int place() {
        return place;
    }

    double z(boolean candidate, double value) {
        double residual = value - m;
        return candidate ? residual * perCandidate : -residual * perBaseline;
    }

    double residual(double value) {
        return value - m;
    }

    /** The largest value that z can take. */
    double highest() {
        return Math.max((1 - m) * perCandidate, m * perBaseline);
    }

    /** The smallest value that z can take. */
    double lowest() {
        return -Math.max(m * perCandidate, (1 - m) * perBaseline);
    }

    /** The variance expected of z. */
    double variance() {
        return variance;
    }

    /** The precision that a value adds. */
    double share() {
        return share;
    }
}
