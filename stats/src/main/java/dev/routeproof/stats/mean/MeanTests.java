package dev.routeproof.stats.mean;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Result;

/**
 * Student's t and z tests about means. Differences are first minus second, in the unit of the values; {@code level} is
 * the confidence of the interval, in (0,1). Fewer than two units in an arm, or no spread at all, is not estimable.
 */
public final class MeanTests {
    private MeanTests() {}

    /** The hypothesis: the value under the null, the direction of the alternative, and the interval's level. */
    public record Hypothesis(double nullValue, Alternative alternative, double level) {
        public Hypothesis {
            if (!(level > 0 && level < 1) || Double.isNaN(nullValue)) {
                throw new IllegalArgumentException("level " + level + ", null value " + nullValue);
            }
        }

        /** No difference, two-sided. */
        public static Hypothesis twoSided(double level) {
            return new Hypothesis(0, Alternative.TWO_SIDED, level);
        }
    }

    /** Welch: unequal variances, Satterthwaite's degrees of freedom (Welch, Biometrika 34, 1947). */
    public static Result<MeanTest> welch(SampleMean first, SampleMean second, Hypothesis hypothesis) {
        return unlessDegenerate(first, second, () -> {
            double error = Math.sqrt(first.squaredError() + second.squaredError());
            return test(first.mean() - second.mean(), error, satterthwaite(first, second), hypothesis);
        });
    }

    /** Student's two-sample t with one pooled variance and n1 + n2 - 2 degrees of freedom. */
    public static Result<MeanTest> pooled(SampleMean first, SampleMean second, Hypothesis hypothesis) {
        return unlessDegenerate(first, second, () -> {
            double df = first.n() + second.n() - 2d;
            double variance = ((first.n() - 1) * first.variance() + (second.n() - 1) * second.variance()) / df;
            double error = Math.sqrt(variance * (1d / first.n() + 1d / second.n()));
            return test(first.mean() - second.mean(), error, df, hypothesis);
        });
    }

    /** Large-sample z with unequal variances: the normal in place of t. */
    public static Result<MeanTest> z(SampleMean first, SampleMean second, Hypothesis hypothesis) {
        return unlessDegenerate(first, second, () -> {
            double error = Math.sqrt(first.squaredError() + second.squaredError());
            return test(first.mean() - second.mean(), error, Double.POSITIVE_INFINITY, hypothesis);
        });
    }

    /** One sample (or the differences of pairs) against the null value, n - 1 degrees of freedom. */
    public static Result<MeanTest> oneSample(SampleMean sample, Hypothesis hypothesis) {
        if (sample.n() < 2) {
            return Result.notEstimable("A t-test needs at least two values, not " + sample.n() + ".");
        }
        return test(sample.mean(), Math.sqrt(sample.squaredError()), sample.n() - 1d, hypothesis);
    }

    /** Paired t: {@link #oneSample} of first minus second, item by item. */
    public static Result<MeanTest> paired(double[] first, double[] second, Hypothesis hypothesis) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(first.length + " values paired with " + second.length);
        }
        double[] differences = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            differences[i] = first[i] - second[i];
        }
        return oneSample(SampleMean.of(differences), hypothesis);
    }

    /**
     * Relative difference (first - second) / second by the delta method: variance v1/(n1 m2²) + m1² v2/(n2 m2⁴), with
     * Welch's degrees of freedom of the absolute difference (Deng et al., arXiv 1803.06336). A fraction, 0.05 = 5 %. Not
     * estimable when the second mean is 0.
     */
    public static Result<MeanTest> relative(SampleMean first, SampleMean second, Hypothesis hypothesis) {
        if (second.mean() == 0) {
            return Result.notEstimable("The baseline mean is 0, so there is no relative difference.");
        }
        return unlessDegenerate(first, second, () -> {
            double base = second.mean();
            double ratio = first.mean() / base;
            double error = Math.sqrt(first.squaredError() + ratio * ratio * second.squaredError()) / Math.abs(base);
            return test(ratio - 1, error, satterthwaite(first, second), hypothesis);
        });
    }

    private static Result<MeanTest> test(double estimate, double error, double df, Hypothesis h) {
        if (!(error > 0)) {
            return Result.notEstimable("The values do not vary, so their spread is unknown.");
        }
        return Result.value(MeanTest.of(estimate, error, df, h.nullValue(), h.alternative(), h.level()));
    }

    private interface Computation {
        Result<MeanTest> get();
    }

    private static Result<MeanTest> unlessDegenerate(SampleMean first, SampleMean second, Computation computation) {
        if (first.n() < 2 || second.n() < 2) {
            return Result.notEstimable(
                    "Each arm needs at least two units; there are " + first.n() + " and " + second.n() + ".");
        }
        if (first.variance() == 0 && second.variance() == 0) {
            return Result.notEstimable("The values of both arms do not vary, so their spread is unknown.");
        }
        return computation.get();
    }

    private static double satterthwaite(SampleMean first, SampleMean second) {
        double a = first.squaredError();
        double b = second.squaredError();
        return (a + b) * (a + b) / (a * a / (first.n() - 1) + b * b / (second.n() - 1));
    }
}
