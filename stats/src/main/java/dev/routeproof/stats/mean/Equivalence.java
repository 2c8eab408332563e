package dev.routeproof.stats.mean;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import java.util.function.Function;

/**
 * Two one-sided tests of equivalence (Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15, 1987): the
 * difference is shown to lie inside (low, high) when both "not below low" and "not above high" are rejected.
 *
 * @param aboveLow test against the lower margin, alternative greater
 * @param belowHigh test against the upper margin, alternative less
 * @param interval the two-sided 1 - 2α interval, which lies inside the margins exactly when both tests reject at α
 */
public record Equivalence(MeanTest aboveLow, MeanTest belowHigh, Estimate interval) {

    /** The test with the larger p-value: equivalence is shown at α when its p-value is at most α. */
    public TestResult decisive() {
        return aboveLow.test().pValue() >= belowHigh.test().pValue() ? aboveLow.test() : belowHigh.test();
    }

    /**
     * Both tests and the interval from any test of means; {@code low < high}, α in (0, 0.5).
     *
     * @param tester runs the chosen test (Welch, pooled, paired, z) under a hypothesis
     */
    public static Result<Equivalence> of(
            double low, double high, double alpha, Function<MeanTests.Hypothesis, Result<MeanTest>> tester) {
        if (!(low < high) || !(alpha > 0 && alpha < 0.5)) {
            throw new IllegalArgumentException("margins " + low + " to " + high + " at alpha " + alpha);
        }
        return tester.apply(new MeanTests.Hypothesis(low, Alternative.GREATER, 1 - alpha))
                .flatMap(above -> tester.apply(new MeanTests.Hypothesis(high, Alternative.LESS, 1 - alpha))
                        .flatMap(
                                below -> tester.apply(new MeanTests.Hypothesis(0, Alternative.TWO_SIDED, 1 - 2 * alpha))
                                        .map(both -> new Equivalence(above, below, both.interval()))));
    }
}
