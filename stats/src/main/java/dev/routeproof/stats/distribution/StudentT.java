package dev.routeproof.stats.distribution;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Beta;

/** Student's t distribution with real degrees of freedom above 0; infinite degrees of freedom are the normal. */
public final class StudentT {
    private StudentT() {}

    public static double cdf(double t, double df) {
        return t <= 0 ? lowerTail(-t, df) : 1 - lowerTail(t, df);
    }

    public static double survival(double t, double df) {
        return cdf(-t, df);
    }

    /** P(|T| >= |t|). */
    public static double twoSided(double t, double df) {
        return Math.min(1, 2 * lowerTail(Math.abs(t), df));
    }

    /** The t with P(T <= t) = p, for p in (0,1). */
    public static double quantile(double p, double df) {
        if (Double.isInfinite(df)) {
            return Normal.quantile(p);
        }
        if (p == 0 || p == 1) {
            return p == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        TDistribution distribution = new TDistribution(null, df, 1e-15);
        double t = distribution.inverseCumulativeProbability(p);
        for (int step = 0; step < 3; step++) {
            double slope = distribution.density(t);
            if (slope > 0) {
                t -= (cdf(t, df) - p) / slope;
            }
        }
        return t;
    }

    /** The t that a two-sided interval of this level uses. */
    public static double critical(double level, double df) {
        return -quantile((1 - level) / 2, df);
    }

    /** P(T <= -t) for t >= 0, from the incomplete beta function, with relative precision. */
    private static double lowerTail(double t, double df) {
        if (Double.isInfinite(df)) {
            return Normal.survival(t);
        }
        if (Double.isInfinite(t)) {
            return 0;
        }
        return 0.5 * Beta.regularizedBeta(df / (df + t * t), 0.5 * df, 0.5, 1e-15, Integer.MAX_VALUE);
    }
}
