package dev.routeproof.stats.reference;

import dev.routeproof.stats.distribution.BetaQuantile;
import dev.routeproof.stats.distribution.Normal;
import dev.routeproof.stats.distribution.Roots;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/**
 * Mixture supermartingales of Howard, Ramdas, McAuliffe and Sekhon, "Time-uniform, nonparametric, nonasymptotic
 * confidence sequences" (Annals of Statistics 49, 2021): {@link #logMixture} is the log of a process of expected value
 * at most 1 in the sum s with intrinsic time v, and {@link #bound} the s it exceeds with probability at most α at any
 * time. Tuned so that the bound is tightest near v_opt.
 */
public sealed interface MixtureBoundary {
    /** Normal mixture, two-sided: for sub-Gaussian sums (section 3.2; Robbins 1970). */
    record NormalTwoSided(double rho) implements MixtureBoundary {}

    /** Half-normal mixture, one-sided. */
    record NormalOneSided(double rho) implements MixtureBoundary {}

    /** Gamma mixture for sub-exponential sums of scale c. */
    record GammaExponential(double rho, double c) implements MixtureBoundary {}

    /** Gamma mixture for sub-Poisson sums of scale c. */
    record GammaPoisson(double rho, double c) implements MixtureBoundary {}

    /** Beta mixture for centred sums with steps in [-g, h]; {@code r} is the prior's weight. */
    record BetaBinomial(double r, double g, double h, boolean oneSided) implements MixtureBoundary {
        /** Tuned to v_opt; r is kept at least a thousandth of g·h. */
        public static BetaBinomial tuned(double vOpt, double alphaOpt, double g, double h, boolean oneSided) {
            double rho = oneSided ? oneSidedRho(vOpt, alphaOpt) : twoSidedRho(vOpt, alphaOpt);
            return new BetaBinomial(Math.max(rho - g * h, 1e-3 * g * h), g, h, oneSided);
        }
    }

    /** ρ that makes the two-sided normal bound tightest at v: v/(2 log(1/α) + log(1 + 2 log(1/α))). */
    static double twoSidedRho(double v, double alpha) {
        double log = 2 * Math.log(1 / alpha);
        return v / (log + Math.log1p(log));
    }

    /** The same for one-sided bounds: at 2α. */
    static double oneSidedRho(double v, double alpha) {
        return twoSidedRho(v, 2 * alpha);
    }

    /** Log of the mixture at sum s and intrinsic time v > 0. */
    default double logMixture(double s, double v) {
        return switch (this) {
            case NormalTwoSided(double rho) -> 0.5 * Math.log(rho / (v + rho)) + s * s / (2 * (v + rho));
            case NormalOneSided(double rho) ->
                0.5 * Math.log(4 * rho / (v + rho))
                        + s * s / (2 * (v + rho))
                        + Math.log(Normal.cdf(s / Math.sqrt(v + rho)));
            case GammaExponential(double rho, double c) -> {
                double a = rho / (c * c);
                double shape = (v + rho) / (c * c);
                double rate = (c * s + v + rho) / (c * c);
                yield logPrior(a, lowerGamma(a, a))
                        + Gamma.logGamma(shape)
                        + Math.log(lowerGamma(shape, rate))
                        - shape * Math.log(rate)
                        + (c * s + v) / (c * c);
            }
            case GammaPoisson(double rho, double c) -> {
                double a = rho / (c * c);
                double rate = (v + rho) / (c * c);
                double shape = s / c + rate;
                yield logPrior(a, upperGamma(a, a))
                        + Gamma.logGamma(shape)
                        + Math.log(upperGamma(shape, rate))
                        - shape * Math.log(rate)
                        + v / (c * c);
            }
            case BetaBinomial(double r, double g, double h, boolean oneSided) -> {
                double x = oneSided ? h / (g + h) : 1;
                double down = g * (g + h);
                double up = h * (g + h);
                yield v / (g * h) * Math.log(g + h)
                        - (v + h * s) / up * Math.log(g)
                        - (v - g * s) / down * Math.log(h)
                        + logIncompleteBeta((r + v - g * s) / down, (r + v + h * s) / up, x)
                        - logIncompleteBeta(r / down, r / up, x);
            }
        };
    }

    /** The sum that the mixture lets pass with probability at most α, ever; at most v/g for a beta mixture. */
    default double bound(double v, double alpha) {
        double threshold = Math.log(1 / alpha);
        double most;
        if (this instanceof BetaBinomial beta) {
            most = v / beta.g();
            if (logMixture(most, v) < threshold) {
                return most;
            }
        } else {
            most = v;
            while (!(logMixture(most, v) > threshold)) {
                most *= 2;
            }
        }
        return Roots.increasing(s -> logMixture(s, v) - threshold, 0, most);
    }

    private static double logPrior(double a, double tail) {
        return a * Math.log(a) - Gamma.logGamma(a) - Math.log(tail);
    }

    private static double lowerGamma(double a, double x) {
        return Gamma.regularizedGammaP(a, x, 1e-15, Integer.MAX_VALUE);
    }

    private static double upperGamma(double a, double x) {
        return Gamma.regularizedGammaQ(a, x, 1e-15, Integer.MAX_VALUE);
    }

    private static double logIncompleteBeta(double a, double b, double x) {
        return Beta.logBeta(a, b) + (x == 1 ? 0 : Math.log(BetaQuantile.cdf(x, a, b)));
    }
}
