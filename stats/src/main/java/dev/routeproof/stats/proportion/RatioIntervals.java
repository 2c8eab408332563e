package dev.routeproof.stats.proportion;

import dev.routeproof.stats.Counts;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.Normal;
import dev.routeproof.stats.distribution.Roots;

/**
 * Two-sided intervals for the ratio of two independent rates or of their odds, first over second, above 0; {@code level} in (0,1). Not
 * estimable when an arm is empty or the second arm has no success.
 */
public final class RatioIntervals {
    private RatioIntervals() {}

    /** Katz: p1/p2 exp(± z √(1/x1 - 1/n1 + 1/x2 - 1/n2)) (Biometrics 34, 1978); needs a success in both arms. */
    public static Result<Estimate> log(Counts first, Counts second, double level) {
        return unlessUndefined(first, second, () -> {
            if (first.successes() == 0) {
                return Result.notEstimable("The log of a ratio needs a success in both arms.");
            }
            return Result.value(log(first, second, 0, level));
        });
    }

    /** Walter's adjustment: Katz after adding ½ to every count (Biometrika 62, 1975). */
    public static Result<Estimate> logAdjusted(Counts first, Counts second, double level) {
        return unlessUndefined(first, second, () -> Result.value(log(first, second, 0.5, level)));
    }

    /** Koopman's score interval: the ratios that the χ² score test does not reject (Biometrics 40, 1984). */
    public static Result<Estimate> koopman(Counts first, Counts second, double level) {
        return unlessUndefined(first, second, () -> {
            double z = Normal.critical(level);
            double ratio = first.rate() / second.rate();
            double low = first.successes() == 0
                    ? 0
                    : Math.exp(Roots.decreasing(x -> score(first, second, Math.exp(x)) - z, -50, Math.log(ratio)));
            double start = first.successes() == 0 ? -50 : Math.log(ratio);
            double high = Math.exp(Roots.decreasing(x -> score(first, second, Math.exp(x)) + z, start, 50));
            return Result.value(new Estimate(ratio, low, high, level));
        });
    }

    /**
     * The odds ratio p1 q2/(p2 q1) by Woolf's logit interval, {@code added} (0, or ½ after Gart) to all four counts
     * first; not estimable when a count is then 0.
     */
    public static Result<Estimate> oddsLogit(Counts first, Counts second, double added, double level) {
        double a = first.successes() + added;
        double b = first.failures() + added;
        double c = second.successes() + added;
        double d = second.failures() + added;
        if (a == 0 || b == 0 || c == 0 || d == 0) {
            return Result.notEstimable("The log of an odds ratio needs a success and a failure in both arms.");
        }
        double odds = a * d / (b * c);
        double half = Normal.critical(level) * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
        return Result.value(new Estimate(odds, odds * Math.exp(-half), odds * Math.exp(half), level));
    }

    private static Estimate log(Counts first, Counts second, double added, double level) {
        double x1 = first.successes() + added;
        double x2 = second.successes() + added;
        double n1 = first.n() + added;
        double n2 = second.n() + added;
        double ratio = x1 / n1 / (x2 / n2);
        double half = Normal.critical(level) * Math.sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2);
        return new Estimate(first.rate() / second.rate(), ratio * Math.exp(-half), ratio * Math.exp(half), level);
    }

    /** (p1 - φp2)/√(p̃1q̃1/n1 + φ²p̃2q̃2/n2) at the maximum-likelihood rates with p̃1 = φp̃2. */
    private static double score(Counts first, Counts second, double phi) {
        double n1 = first.n();
        double n2 = second.n();
        double x1 = first.successes();
        double x2 = second.successes();
        double a = (n1 + n2) * phi;
        double b = -(n1 * phi + x1 + n2 + x2 * phi);
        double c = x1 + x2;
        double p2 = (-b - Math.sqrt(Math.max(0, b * b - 4 * a * c))) / (2 * a);
        double p1 = phi * p2;
        double variance = p1 * (1 - p1) / n1 + phi * phi * p2 * (1 - p2) / n2;
        double difference = x1 / n1 - phi * x2 / n2;
        return variance > 0
                ? difference / Math.sqrt(variance)
                : difference == 0 ? 0 : Math.copySign(Double.MAX_VALUE, difference);
    }

    private static Result<Estimate> unlessUndefined(
            Counts first, Counts second, TwoProportions.Computation<Estimate> computation) {
        return TwoProportions.unlessEmpty(
                first,
                second,
                () -> second.successes() == 0
                        ? Result.notEstimable("The second arm has no success, so the ratio is unbounded.")
                        : computation.get());
    }
}
