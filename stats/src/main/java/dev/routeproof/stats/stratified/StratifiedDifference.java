package dev.routeproof.stats.stratified;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Moments;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.distribution.Normal;
import java.util.List;

/**
 * The Mantel-Haenszel difference of two arms over epochs (statistics S4): {@code Δ = Σ w_e Δ_e / Σ w_e} with
 * {@code w_e = n1·n0/(n1+n0)}, in the unit of the values. Arms are compared only within an epoch, so a base rate that
 * drifts while the share is raised does not bias it (Simpson's paradox).
 *
 * <p>For one look at a planned time. Source: Mantel and Haenszel, JNCI 22, 1959; Greenland and Robins, Biometrics 41,
 * 1985. Epochs in which an arm is empty carry no weight.
 */
public final class StratifiedDifference {
    private StratifiedDifference() {}

    /**
     * The estimate with its two-sided normal interval at {@code level} in (0,1). Each epoch's variance is
     * {@code s1²/n1 + s0²/n0}; that of an epoch with a single value in an arm is taken as equal in both arms.
     */
    public static Result<Estimate> interval(List<Stratum> strata, double level) {
        double weights = weights(strata);
        if (weights == 0) {
            return noOverlap();
        }
        double sum = 0;
        double variance = 0;
        for (Stratum stratum : strata) {
            double weight = stratum.weight();
            if (weight > 0) {
                sum += weight * stratum.difference();
                variance += weight * weight * separateVariance(stratum);
            }
        }
        if (variance == 0) {
            return noSpread();
        }
        double value = sum / weights;
        double half = Normal.critical(level) * Math.sqrt(variance) / weights;
        return Result.value(new Estimate(value, value - half, value + half, level));
    }

    /**
     * The two-sided test of "no difference in any epoch": z = Σ w_e Δ_e / √(Σ w_e s_e²), s_e² the variance of the
     * epoch's values whatever their arm (Cochran-Mantel-Haenszel without continuity correction for 0/1 values).
     */
    public static Result<TestResult> test(List<Stratum> strata) {
        if (weights(strata) == 0) {
            return noOverlap();
        }
        double sum = 0;
        double variance = 0;
        for (Stratum stratum : strata) {
            double weight = stratum.weight();
            if (weight > 0) {
                sum += weight * stratum.difference();
                variance += weight * commonVariance(stratum);
            }
        }
        if (variance == 0) {
            return noSpread();
        }
        double z = sum / Math.sqrt(variance);
        return Result.value(new TestResult(z, Math.min(1, 2 * Normal.survival(Math.abs(z)))));
    }

    private static double weights(List<Stratum> strata) {
        return strata.stream().mapToDouble(Stratum::weight).sum();
    }

    private static double commonVariance(Stratum stratum) {
        return stratum.candidate().plus(stratum.baseline()).variance();
    }

    private static double separateVariance(Stratum stratum) {
        Moments candidate = stratum.candidate();
        Moments baseline = stratum.baseline();
        if (candidate.n() < 2 || baseline.n() < 2) {
            return stratum.units() / ((double) candidate.n() * baseline.n()) * commonVariance(stratum);
        }
        return candidate.variance() / candidate.n() + baseline.variance() / baseline.n();
    }

    private static <T> Result<T> noOverlap() {
        return Result.notEstimable("In no epoch do both arms have values, so there is nothing to compare.");
    }

    private static <T> Result<T> noSpread() {
        return Result.notEstimable("All values are equal within every epoch, so their spread is unknown.");
    }
}
