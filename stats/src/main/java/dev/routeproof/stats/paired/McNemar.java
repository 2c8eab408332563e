package dev.routeproof.stats.paired;

import dev.routeproof.stats.PairedCounts;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.distribution.Binomial;
import dev.routeproof.stats.distribution.ChiSquare;

/**
 * McNemar's test of equal pass rates of two models on the same items (Psychometrika 12, 1947). All forms are two-sided
 * and look only at the discordant pairs: under equality each is a fair coin. Without a discordant pair there is nothing
 * to test, and the result is not estimable.
 */
public final class McNemar {
    private McNemar() {}

    /** Exact: 2 P(X ≤ min(b, c)), X ~ Binomial(b + c, ½), at most 1; the statistic is min(b, c). */
    public static Result<TestResult> exact(PairedCounts pairs) {
        return test(pairs, (low, n) -> new TestResult(low, Math.min(1, 2 * Binomial.cdf(low, n, 0.5))));
    }

    /**
     * Mid-p: the exact p-value less P(X = min(b, c)); the default, because the exact one is needlessly cautious
     * (Fagerland, Lydersen and Laake, BMC Medical Research Methodology 13, 2013).
     */
    public static Result<TestResult> midP(PairedCounts pairs) {
        return test(pairs, (low, n) -> {
            double p = 2 * Binomial.cdf(low, n, 0.5) - Binomial.mass(low, n, 0.5);
            return new TestResult(low, 2 * low == n ? 1 : Math.min(1, p));
        });
    }

    /** χ² with one degree of freedom: (b - c)²/(b + c). */
    public static Result<TestResult> chiSquare(PairedCounts pairs) {
        return test(pairs, (low, n) -> chiSquare(n - 2 * low, n));
    }

    /** χ² with Edwards' continuity correction: (max(|b - c| - 1, 0))²/(b + c). */
    public static Result<TestResult> chiSquareCorrected(PairedCounts pairs) {
        return test(pairs, (low, n) -> chiSquare(Math.max(0, n - 2 * low - 1), n));
    }

    private static TestResult chiSquare(long difference, long discordant) {
        double statistic = (double) difference * difference / discordant;
        return new TestResult(statistic, ChiSquare.survival(statistic, 1));
    }

    private interface Form {
        TestResult test(long smallerCount, long discordant);
    }

    private static Result<TestResult> test(PairedCounts pairs, Form form) {
        if (pairs.discordant() == 0) {
            return Result.notEstimable(
                    pairs.n() == 0 ? "No pairs to compare." : "The two agree on all " + pairs.n() + " items.");
        }
        return Result.value(form.test(Math.min(pairs.onlyFirst(), pairs.onlySecond()), pairs.discordant()));
    }
}
