package dev.routeproof.stats.proportion;

import dev.routeproof.stats.Counts;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.Normal;

/**
 * Two-sided intervals for the difference of two independent rates, first minus second, in [-1,1]; {@code level} in
 * (0,1). The value is the observed difference. Not estimable when an arm is empty. Newcombe is the default;
 * Miettinen-Nurminen ({@link ScoreDifference}) is the reference for small arms. Methods as numbered by Newcombe,
 * Statistics in Medicine 17 (1998), independent-samples paper.
 */
public final class ProportionDifferences {
    private ProportionDifferences() {}

    /** Wald (method 1): d ± z √(p1q1/n1 + p2q2/n2). For comparison with other tools; no width at 0 and 1. */
    public static Result<Estimate> wald(Counts first, Counts second, double level) {
        return interval(first, second, level, (a, b, z) -> around(a.p - b.p, z * Math.sqrt(a.v() + b.v())));
    }

    /** Wald with continuity correction ½(1/n1 + 1/n2) (method 2). */
    public static Result<Estimate> waldCorrected(Counts first, Counts second, double level) {
        return interval(
                first,
                second,
                level,
                (a, b, z) -> around(a.p - b.p, z * Math.sqrt(a.v() + b.v()) + 0.5 * (1 / a.n + 1 / b.n)));
    }

    /** Haldane's score-like interval (method 3), p̄ = (p1 + p2)/2. */
    public static Result<Estimate> haldane(Counts first, Counts second, double level) {
        return interval(first, second, level, (a, b, z) -> beal(a, b, z, (a.p + b.p) / 2));
    }

    /** Jeffreys-Perks (method 4): Haldane's with p̄ = ½((x1 + ½)/(n1 + 1) + (x2 + ½)/(n2 + 1)). */
    public static Result<Estimate> jeffreysPerks(Counts first, Counts second, double level) {
        return interval(
                first,
                second,
                level,
                (a, b, z) -> beal(a, b, z, 0.5 * ((a.p * a.n + 0.5) / (a.n + 1) + (b.p * b.n + 0.5) / (b.n + 1))));
    }

    /** Newcombe (method 10): square-and-add of the two Wilson intervals. */
    public static Result<Estimate> newcombe(Counts first, Counts second, double level) {
        return squareAndAdd(first, second, level, ProportionIntervals::wilson);
    }

    /** Newcombe with the continuity-corrected Wilson intervals (method 11). */
    public static Result<Estimate> newcombeCorrected(Counts first, Counts second, double level) {
        return squareAndAdd(first, second, level, ProportionIntervals::wilsonCorrected);
    }

    /** Agresti-Caffo: Wald after adding one success and one failure to each arm (American Statistician 54, 2000). */
    public static Result<Estimate> agrestiCaffo(Counts first, Counts second, double level) {
        return interval(first, second, level, (a, b, z) -> {
            Rate more = new Rate((a.p * a.n + 1) / (a.n + 2), a.n + 2);
            Rate other = new Rate((b.p * b.n + 1) / (b.n + 2), b.n + 2);
            return around(more.p - other.p, z * Math.sqrt(more.v() + other.v()));
        });
    }

    /**
     * Anderson-Hauck: Wald with n - 1 in the variances and the correction 1/(2 min(n1, n2)) (American Statistician 40,
     * 1986). An arm of one trial is not estimable.
     */
    public static Result<Estimate> andersonHauck(Counts first, Counts second, double level) {
        if (first.n() == 1 || second.n() == 1) {
            return Result.notEstimable("The spread of a single trial is unknown.");
        }
        return interval(first, second, level, (a, b, z) -> {
            double variance = a.p * (1 - a.p) / (a.n - 1) + b.p * (1 - b.p) / (b.n - 1);
            return around(a.p - b.p, z * Math.sqrt(variance) + 1 / (2 * Math.min(a.n, b.n)));
        });
    }

    /** A rate and its number of trials. */
    private record Rate(double p, double n) {
        static Rate of(Counts counts) {
            return new Rate(counts.rate(), counts.n());
        }

        double v() {
            return p * (1 - p) / n;
        }
    }

    private interface Formula {
        double[] ends(Rate first, Rate second, double z);
    }

    private interface Single {
        Result<Estimate> interval(Counts counts, double level);
    }

    private static Result<Estimate> interval(Counts first, Counts second, double level, Formula formula) {
        return TwoProportions.unlessEmpty(first, second, () -> {
            double[] ends = formula.ends(Rate.of(first), Rate.of(second), Normal.critical(level));
            double difference = first.rate() - second.rate();
            return Result.value(new Estimate(difference, Math.max(-1, ends[0]), Math.min(1, ends[1]), level));
        });
    }

    private static double[] around(double centre, double half) {
        return new double[] {centre - half, centre + half};
    }

    /** Beal's family (Biometrics 43, 1987): u = (1/n1 + 1/n2)/4, v = (1/n1 - 1/n2)/4. */
    private static double[] beal(Rate a, Rate b, double z, double psi) {
        double u = 0.25 * (1 / a.n + 1 / b.n);
        double v = 0.25 * (1 / a.n - 1 / b.n);
        double d = a.p - b.p;
        double z2 = z * z;
        double centre = (d + z2 * v * (1 - 2 * psi)) / (1 + z2 * u);
        double spread = u * (4 * psi * (1 - psi) - d * d)
                + 2 * v * (1 - 2 * psi) * d
                + 4 * z2 * u * u * (1 - psi) * psi
                + z2 * v * v * (1 - 2 * psi) * (1 - 2 * psi);
        return around(centre, z / (1 + z2 * u) * Math.sqrt(Math.max(0, spread)));
    }

    private static Result<Estimate> squareAndAdd(Counts first, Counts second, double level, Single single) {
        return interval(first, second, level, (a, b, z) -> {
            Estimate one = single.interval(first, level).orElseThrow();
            Estimate two = single.interval(second, level).orElseThrow();
            double d = a.p - b.p;
            return new double[] {
                d - Math.hypot(a.p - one.low(), two.high() - b.p), d + Math.hypot(one.high() - a.p, b.p - two.low())
            };
        });
    }
}
