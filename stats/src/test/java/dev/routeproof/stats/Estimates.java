package dev.routeproof.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Assertions every test of an estimator uses. */
public final class Estimates {
    private Estimates() {}

    /** The interval has these ends, to {@code digits} decimal places. */
    public static void assertEnds(Result<Estimate> result, double low, double high, double tolerance) {
        Estimate estimate = result.orElseThrow();
        assertThat(estimate.low()).isCloseTo(low, within(tolerance));
        assertThat(estimate.high()).isCloseTo(high, within(tolerance));
    }

    /** There is no value, and the reason says why in these words. */
    public static void assertNotEstimable(Result<?> result, String words) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.NotEstimable.class,
                        none -> assertThat(none.reason()).containsIgnoringCase(words));
    }

    public static double width(Result<Estimate> result) {
        Estimate estimate = result.orElseThrow();
        return estimate.high() - estimate.low();
    }
}
