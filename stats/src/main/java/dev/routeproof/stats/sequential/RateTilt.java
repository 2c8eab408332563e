package dev.routeproof.stats.sequential;

/**
 * The factor by which one value multiplies the wealth of a bet on one effect:
 * {@code g_A(y) / (π·g_1(y) + (1−π)·g_0(y))} with {@code g_a(y) = p_a^y (1−p_a)^(1−y)}, the rates p_1 and p_0 lying the
 * effect apart around the pooled rate, weighted by π.
 */
final class RateTilt {
    private static final double SMALLEST_GAP = 1e-3;
    private static final double SMALLEST_RATE = 1e-6;

    private RateTilt() {}

    static double factor(double effect, double pooledRate, boolean candidate, double value, double propensity) {
        double magnitude = Math.abs(effect);
        double below = magnitude * (effect > 0 ? propensity : 1 - propensity);
        double lower = Math.clamp(pooledRate - below, 0.05 * pooledRate + SMALLEST_RATE, 1 - 2 * SMALLEST_GAP);
        double upper = Math.min(lower + magnitude, 1 - SMALLEST_GAP);
        double ratio = effect > 0 ? likelihoodRatio(upper, lower, value) : likelihoodRatio(lower, upper, value);
        return (candidate ? ratio : 1) / (propensity * ratio + (1 - propensity));
    }

    /** g_1(y) / g_0(y). */
    private static double likelihoodRatio(double candidateRate, double baselineRate, double value) {
        double bad = candidateRate / baselineRate;
        if (value == 1) {
            return bad;
        }
        double good = (1 - candidateRate) / (1 - baselineRate);
        return value == 0 ? good : Math.exp(value * Math.log(bad) + (1 - value) * Math.log(good));
    }
}
