package dev.routeproof.stats.proportion;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Counts;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.distribution.Normal;
import dev.routeproof.stats.distribution.Roots;

/**
 * Score inference for the difference of two independent rates: the variance is taken at the maximum-likelihood rates
 * under the hypothesised difference δ, z(δ) = (p1 - p2 - δ)/√(λ(p̃1q̃1/n1 + p̃2q̃2/n2)).
 */
public enum ScoreDifference {
    /** λ = N/(N-1) (Miettinen and Nurminen, Statistics in Medicine 4, 1985). */
    MIETTINEN_NURMINEN,
    /** λ = 1 (Mee, Biometrics 40, 1984). */
    MEE;

    /** The differences that the two-sided score test does not reject at 1 - level, in [-1,1]. */
    public Result<Estimate> interval(Counts first, Counts second, double level) {
        return TwoProportions.unlessEmpty(first, second, () -> {
            double z = Normal.critical(level);
            double d = first.rate() - second.rate();
            double low = d <= -1 ? -1 : Roots.decreasing(delta -> score(first, second, delta) - z, -1, d);
            double high = d >= 1 ? 1 : Roots.decreasing(delta -> score(first, second, delta) + z, d, 1);
            return Result.value(new Estimate(d, low, high, level));
        });
    }

    /** Test of p1 - p2 = δ for δ in (-1,1); the statistic is z(δ). Not estimable when the variance vanishes. */
    public Result<TestResult> test(Counts first, Counts second, double delta, Alternative alternative) {
        return TwoProportions.unlessEmpty(
                first,
                second,
                () -> TwoProportions.z(
                        first.rate() - second.rate() - delta, variance(first, second, delta), alternative));
    }

    private double score(Counts first, Counts second, double delta) {
        double difference = first.rate() - second.rate() - delta;
        double variance = variance(first, second, delta);
        if (variance <= 0) {
            return difference == 0 ? 0 : Math.copySign(Double.MAX_VALUE, difference);
        }
        return difference / Math.sqrt(variance);
    }

    private double variance(Counts first, Counts second, double delta) {
        double n1 = first.n();
        double n2 = second.n();
        double p2 = constrainedSecond(first, second, delta);
        double p1 = Math.clamp(p2 + delta, 0, 1);
        double lambda = this == MIETTINEN_NURMINEN ? (n1 + n2) / (n1 + n2 - 1) : 1;
        return lambda * (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2);
    }

    /** The second rate that maximises the likelihood given p1 = p2 + δ: the middle root of a cubic, in closed form. */
    static double constrainedSecond(Counts first, Counts second, double delta) {
        double x1 = first.successes();
        double x2 = second.successes();
        double n1 = first.n();
        double n2 = second.n();
        double n = n1 + n2;
        double l3 = n;
        double l2 = (n1 + 2 * n2) * delta - n - x1 - x2;
        double l1 = (n2 * delta - n - 2 * x2) * delta + x1 + x2;
        double l0 = x2 * delta * (1 - delta);
        double third = l2 / (3 * l3);
        double q = third * third * third - l1 * l2 / (6 * l3 * l3) + l0 / (2 * l3);
        double p = Math.copySign(Math.sqrt(Math.max(0, third * third - l1 / (3 * l3))), q);
        if (p == 0) {
            return Math.clamp(-third, Math.max(0, -delta), Math.min(1, 1 - delta));
        }
        double angle = (Math.PI + Math.acos(Math.clamp(q / (p * p * p), -1, 1))) / 3;
        return Math.clamp(2 * p * Math.cos(angle) - third, Math.max(0, -delta), Math.min(1, 1 - delta));
    }
}
