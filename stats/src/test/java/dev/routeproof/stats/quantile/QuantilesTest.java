package dev.routeproof.stats.quantile;

import static dev.routeproof.stats.Estimates.assertNotEstimable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Oracles: Hyndman and Fan's definition by hand; order and bounds. */
class QuantilesTest {
    @Test
    void quantilesInterpolateBetweenOrderStatistics() {
        double[] values = {3, 1, 2, 10};
        assertThat(Quantiles.r7(values, 0.5).orElseThrow()).isEqualTo(2.5);
        assertThat(Quantiles.r7(values, 0.9).orElseThrow()).isCloseTo(3 + 0.7 * 7, within(1e-12));
        assertThat(Quantiles.r7(values, 0).orElseThrow()).isEqualTo(1);
        assertThat(Quantiles.r7(values, 1).orElseThrow()).isEqualTo(10);
        assertThat(values).containsExactly(3, 1, 2, 10);
    }

    @Test
    void oneValueIsEveryQuantileAndNoneIsNone() {
        assertThat(Quantiles.r7(new double[] {7}, 0.99).orElseThrow()).isEqualTo(7);
        assertNotEstimable(Quantiles.r7(new double[0], 0.5), "no values");
    }

    @Property
    void quantilesRiseWithTheShare(
            @ForAll @Size(min = 1, max = 40) double[] values, @ForAll @DoubleRange(max = 0.5) double q) {
        for (double value : values) {
            if (!(Math.abs(value) < 1e300)) {
                return;
            }
        }
        double low = Quantiles.r7(values, q).orElseThrow();
        double high = Quantiles.r7(values, q + 0.4).orElseThrow();
        assertThat(low).isLessThanOrEqualTo(high);
    }
}
