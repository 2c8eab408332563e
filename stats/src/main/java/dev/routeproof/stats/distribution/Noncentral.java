package dev.routeproof.stats.distribution;

import org.apache.commons.math3.special.Gamma;

/** The distributions of t and χ² statistics when the null is false. */
public final class Noncentral {
    private Noncentral() {}

    /** P(T > t) for Student's t with {@code df} degrees of freedom and non-centrality {@code delta}. */
    public static double studentSurvival(double t, double df, double delta) {
        // T = (Z + delta)/S with S = √(χ²/df): integrate P(Z > tS - delta) over the density of S.
        double logNorm = Math.log(2) + 0.5 * df * Math.log(0.5 * df) - Gamma.logGamma(0.5 * df);
        double spread = 1 / Math.sqrt(2 * df);
        double low = Math.max(0, 1 - 14 * spread);
        double high = 1 + 14 * spread + (df < 5 ? 10 : 0);
        return Integral.of(
                s -> Math.exp(logNorm + (df - 1) * Math.log(s) - 0.5 * df * s * s) * Normal.survival(t * s - delta),
                low,
                high,
                120);
    }

    /** P(X > x) for χ² with {@code df} degrees of freedom and non-centrality {@code lambda} ≥ 0. */
    public static double chiSquareSurvival(double x, double df, double lambda) {
        if (lambda == 0) {
            return ChiSquare.survival(x, df);
        }
        double mean = lambda / 2;
        long reach = (long) (12 * Math.sqrt(mean) + 40);
        long first = Math.max(0, (long) mean - reach);
        double sum = 0;
        for (long j = first; j <= (long) mean + reach; j++) {
            double weight = Math.exp(-mean + j * Math.log(mean) - Gamma.logGamma(j + 1d));
            if (weight > 1e-18) {
                sum += weight * ChiSquare.survival(x, df + 2 * j);
            }
        }
        return Math.min(1, sum);
    }
}
