package dev.routeproof.stats.proportion;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Counts;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.distribution.ChiSquare;
import dev.routeproof.stats.distribution.Normal;
import java.util.List;

/** Large-sample z tests about one rate or the difference of two, first minus second. The statistic is z or χ². */
public final class TwoProportions {
    private TwoProportions() {}

    /**
     * z = (p1 - p2 - nullDifference) / √(p(1-p)(1/n1 + 1/n2)) with the pooled rate p. Not estimable when an arm is empty
     * or all outcomes are the same.
     */
    public static Result<TestResult> pooledZ(
            Counts first, Counts second, double nullDifference, Alternative alternative) {
        return unlessEmpty(first, second, () -> {
            double p = (double) (first.successes() + second.successes()) / (first.n() + second.n());
            double variance = p * (1 - p) * (1d / first.n() + 1d / second.n());
            return z(first.rate() - second.rate() - nullDifference, variance, alternative);
        });
    }

    /** The same with each arm's own variance p(1-p)/n (Wald). */
    public static Result<TestResult> unpooledZ(
            Counts first, Counts second, double nullDifference, Alternative alternative) {
        return unlessEmpty(first, second, () -> {
            double variance =
                    first.rate() * (1 - first.rate()) / first.n() + second.rate() * (1 - second.rate()) / second.n();
            return z(first.rate() - second.rate() - nullDifference, variance, alternative);
        });
    }

    /** One rate against {@code nullRate}: z = (p - p0)/√(p(1-p)/n), the variance taken at the sample's rate. */
    public static Result<TestResult> oneSampleZ(Counts counts, double nullRate, Alternative alternative) {
        if (counts.n() == 0) {
            return Result.notEstimable("No trials, so there is no rate.");
        }
        return z(counts.rate() - nullRate, counts.rate() * (1 - counts.rate()) / counts.n(), alternative);
    }

    /** One rate against {@code nullRate} with the variance p0(1-p0)/n of the null (score test). */
    public static Result<TestResult> oneSampleScore(Counts counts, double nullRate, Alternative alternative) {
        if (counts.n() == 0) {
            return Result.notEstimable("No trials, so there is no rate.");
        }
        return z(counts.rate() - nullRate, nullRate * (1 - nullRate) / counts.n(), alternative);
    }

    /** Pearson's χ² of equal rates with one degree of freedom, the square of {@link #pooledZ}; two-sided. */
    public static Result<TestResult> chiSquare(Counts first, Counts second) {
        return pooledZ(first, second, 0, Alternative.TWO_SIDED).map(test -> {
            double statistic = test.statistic() * test.statistic();
            return new TestResult(statistic, ChiSquare.survival(statistic, 1));
        });
    }

    /** χ² with Yates' correction min(½, |observed - expected|), as R's prop.test; two-sided. */
    public static Result<TestResult> chiSquareCorrected(Counts first, Counts second) {
        return unlessEmpty(first, second, () -> {
            double p = (double) (first.successes() + second.successes()) / (first.n() + second.n());
            double inverse = 1d / first.n() + 1d / second.n();
            double difference = Math.abs(first.rate() - second.rate());
            double corrected = difference - Math.min(0.5 * inverse, difference);
            return z(corrected, p * (1 - p) * inverse, Alternative.TWO_SIDED).map(test -> {
                double statistic = test.statistic() * test.statistic();
                return new TestResult(statistic, ChiSquare.survival(statistic, 1));
            });
        });
    }

    /** Pearson's χ² that several rates are equal, with one degree of freedom fewer than arms. */
    public static Result<TestResult> homogeneity(List<Counts> arms) {
        long successes = arms.stream().mapToLong(Counts::successes).sum();
        long trials = arms.stream().mapToLong(Counts::n).sum();
        if (arms.size() < 2 || arms.stream().anyMatch(arm -> arm.n() == 0)) {
            return Result.notEstimable("At least two arms with trials are needed.");
        }
        double p = (double) successes / trials;
        if (p == 0 || p == 1) {
            return Result.notEstimable("All outcomes are the same, so the spread of the rates is unknown.");
        }
        double statistic = 0;
        for (Counts arm : arms) {
            double off = arm.rate() - p;
            statistic += arm.n() * off * off / (p * (1 - p));
        }
        return Result.value(new TestResult(statistic, ChiSquare.survival(statistic, arms.size() - 1d)));
    }

    static Result<TestResult> z(double difference, double variance, Alternative alternative) {
        if (!(variance > 0)) {
            return Result.notEstimable("All outcomes are the same, so the spread of the rates is unknown.");
        }
        double z = difference / Math.sqrt(variance);
        double p = switch (alternative) {
            case TWO_SIDED -> Math.min(1, 2 * Normal.survival(Math.abs(z)));
            case LESS -> Normal.cdf(z);
            case GREATER -> Normal.survival(z);
        };
        return Result.value(new TestResult(z, p));
    }

    interface Computation<T> {
        Result<T> get();
    }

    static <T> Result<T> unlessEmpty(Counts first, Counts second, Computation<T> computation) {
        if (first.n() == 0 || second.n() == 0) {
            return Result.notEstimable("An arm has no trials, so its rate is unknown.");
        }
        return computation.get();
    }
}
