package dev.routeproof.stats.mean;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.distribution.StudentT;

/**
 * The outcome of a test about a mean or a difference of means.
 *
 * @param interval the estimate with its interval, one-sided (an infinite end) when the alternative is
 * @param standardError in the unit of the estimate, above 0
 * @param df degrees of freedom of the reference t distribution; infinite for a z-test
 * @param test t = (estimate - null value) / standardError and its p-value
 */
public record MeanTest(Estimate interval, double standardError, double df, TestResult test) {
    public double estimate() {
        return interval.value();
    }

    /** A test of {@code estimate} against {@code nullValue} with the interval of the same alternative. */
    static MeanTest of(
            double estimate, double standardError, double df, double nullValue, Alternative alternative, double level) {
        double t = (estimate - nullValue) / standardError;
        double twoSided = StudentT.critical(level, df) * standardError;
        double oneSided = -StudentT.quantile(1 - level, df) * standardError;
        Estimate interval = switch (alternative) {
            case TWO_SIDED -> new Estimate(estimate, estimate - twoSided, estimate + twoSided, level);
            case LESS -> new Estimate(estimate, Double.NEGATIVE_INFINITY, estimate + oneSided, level);
            case GREATER -> new Estimate(estimate, estimate - oneSided, Double.POSITIVE_INFINITY, level);
        };
        double p = switch (alternative) {
            case TWO_SIDED -> StudentT.twoSided(t, df);
            case LESS -> StudentT.cdf(t, df);
            case GREATER -> StudentT.survival(t, df);
        };
        return new MeanTest(interval, standardError, df, new TestResult(t, p));
    }
}
