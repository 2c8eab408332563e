package dev.routeproof.stats.distribution;

import org.apache.commons.math3.special.Gamma;

/** The χ² distribution with degrees of freedom above 0. */
public final class ChiSquare {
    private ChiSquare() {}

    public static double cdf(double x, double df) {
        return x <= 0 ? 0 : Gamma.regularizedGammaP(0.5 * df, 0.5 * x, 1e-15, Integer.MAX_VALUE);
    }

    /** P(X > x), with relative precision in the tail. */
    public static double survival(double x, double df) {
        return x <= 0 ? 1 : Gamma.regularizedGammaQ(0.5 * df, 0.5 * x, 1e-15, Integer.MAX_VALUE);
    }

    /** The x with P(X <= x) = p, for p in (0,1). */
    public static double quantile(double p, double df) {
        double high = Math.max(1, df);
        while (cdf(high, df) < p) {
            high *= 2;
        }
        return Roots.increasing(x -> cdf(x, df) - p, 0, high);
    }
}
