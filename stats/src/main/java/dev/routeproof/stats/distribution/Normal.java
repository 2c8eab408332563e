package dev.routeproof.stats.distribution;

import org.apache.commons.math3.special.Erf;

/** The standard normal distribution. */
public final class Normal {
    private static final double SQRT_2 = Math.sqrt(2);
    private static final double LOG_SQRT_2PI = 0.5 * Math.log(2 * Math.PI);

    private Normal() {}

    public static double density(double z) {
        return Math.exp(-0.5 * z * z - LOG_SQRT_2PI);
    }

    /** P(Z <= z), with full relative precision in the lower tail. */
    public static double cdf(double z) {
        return 0.5 * Erf.erfc(-z / SQRT_2);
    }

    /** P(Z > z), with full relative precision in the upper tail. */
    public static double survival(double z) {
        return 0.5 * Erf.erfc(z / SQRT_2);
    }

    /** The z with P(Z <= z) = p; -∞ at 0 and ∞ at 1. */
    public static double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability lies in [0,1], not " + p);
        }
        if (p == 0 || p == 1) {
            return p == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (p > 0.5) {
            return -lowerQuantile(1 - p);
        }
        return lowerQuantile(p);
    }

    /** The z that a two-sided interval of this level uses: quantile(1 - (1 - level) / 2). */
    public static double critical(double level) {
        return -quantile((1 - level) / 2);
    }

    /** Two Newton steps take the inverse of commons-math, which loses digits in the tail, to full precision. */
    private static double lowerQuantile(double p) {
        double z = p > 1e-15 ? SQRT_2 * Erf.erfInv(2 * p - 1) : -Math.sqrt(-2 * Math.log(p));
        for (int step = 0; step < 12; step++) {
            double error = cdf(z) - p;
            double slope = density(z);
            if (slope == 0) {
                break;
            }
            double newton = error / slope;
            double halley = newton / (1 + 0.5 * z * newton);
            z -= Double.isFinite(halley) ? halley : newton;
            if (Math.abs(halley) < 1e-16 * Math.abs(z)) {
                break;
            }
        }
        return z;
    }
}
