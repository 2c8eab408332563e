package dev.routeproof.stats.distribution;

import org.apache.commons.math3.special.Beta;

/** The beta distribution on [0,1] with both shapes above 0. */
public final class BetaQuantile {
    private BetaQuantile() {}

    public static double cdf(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        return Beta.regularizedBeta(x, a, b, 1e-15, Integer.MAX_VALUE);
    }

    /** The x with P(X <= x) = p, by bisection on the logit scale until no double lies between. */
    public static double quantile(double p, double a, double b) {
        if (p <= 0 || p >= 1) {
            return p <= 0 ? 0 : 1;
        }
        return Roots.increasing(x -> cdf(x, a, b) - p, 0, 1);
    }
}
