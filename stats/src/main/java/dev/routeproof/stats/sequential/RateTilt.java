package dev.routeproof.stats.sequential;

/**
 * The factors by which one value multiplies the wealth of bets on several effects:
 * {@code g_A(y) / (π·g_1(y) + (1−π)·g_0(y))} with {@code g_a(y) = (p_a^y (1−p_a)^(1−y))^κ}, the rates p_1 and p_0 lying
 * the effect apart around the pooled rate, weighted by π, and κ the trials that a value stands for.
 */
final class RateTilt {
    private static final double SMALLEST_GAP = 1e-3;
    private static final double SMALLEST_RATE = 1e-6;
    private static final double LARGEST_LOG = 600;

    private final double propensity;
    // One entry an effect: κ·log(p_1/p_0), κ·log((1−p_1)/(1−p_0)), and the factors for values of 1 and of 0.
    private final double[] logBad;
    private final double[] logGood;
    private final double[] badCandidate;
    private final double[] badBaseline;
    private final double[] goodCandidate;
    private final double[] goodBaseline;
    /** For the value asked for last, where it was neither. */
    private final double[] between;

    RateTilt(double[] effects, double pooledRate, double trials, double propensity) {
        this.propensity = propensity;
        logBad = new double[effects.length];
        logGood = new double[effects.length];
        badCandidate = new double[effects.length];
        badBaseline = new double[effects.length];
        goodCandidate = new double[effects.length];
        goodBaseline = new double[effects.length];
        between = new double[effects.length];
        for (int k = 0; k < effects.length; k++) {
            double magnitude = Math.abs(effects[k]);
            double under = magnitude * (effects[k] > 0 ? propensity : 1 - propensity);
            double lower = Math.clamp(pooledRate - under, 0.05 * pooledRate + SMALLEST_RATE, 1 - 2 * SMALLEST_GAP);
            double upper = Math.min(lower + magnitude, 1 - SMALLEST_GAP);
            double sign = effects[k] > 0 ? trials : -trials;
            logBad[k] = Math.clamp(sign * Math.log(upper / lower), -LARGEST_LOG, LARGEST_LOG);
            logGood[k] = Math.clamp(sign * Math.log((1 - upper) / (1 - lower)), -LARGEST_LOG, LARGEST_LOG);
            badCandidate[k] = factor(true, Math.exp(logBad[k]));
            badBaseline[k] = factor(false, Math.exp(logBad[k]));
            goodCandidate[k] = factor(true, Math.exp(logGood[k]));
            goodBaseline[k] = factor(false, Math.exp(logGood[k]));
        }
    }

    double propensity() {
        return propensity;
    }

    /** One an effect; not to be changed, and good until the next call. */
    double[] factors(boolean candidate, double value) {
        if (value == 1) {
            return candidate ? badCandidate : badBaseline;
        }
        if (value == 0) {
            return candidate ? goodCandidate : goodBaseline;
        }
        for (int k = 0; k < between.length; k++) {
            between[k] = factor(candidate, Math.exp(value * logBad[k] + (1 - value) * logGood[k]));
        }
        return between;
    }

    /** With the ratio g_1(y) / g_0(y). */
    private double factor(boolean candidate, double ratio) {
        return (candidate ? ratio : 1) / (propensity * ratio + (1 - propensity));
    }
}
