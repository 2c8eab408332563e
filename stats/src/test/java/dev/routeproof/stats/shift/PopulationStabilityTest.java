package dev.routeproof.stats.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.shift.PopulationStability.Size;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PopulationStabilityTest {
    private static PopulationStability.Index index(long[] before, long[] after) {
        return PopulationStability.of(before, after).orElseThrow();
    }

    @Test
    void theIndexIsTheSumOverClasses() {
        long many = 1_000_000_000L;
        double expected = 0.2 * Math.log(0.7 / 0.5) - 0.2 * Math.log(0.3 / 0.5);
        assertThat(index(new long[] {many / 2, many / 2}, new long[] {many * 7 / 10, many * 3 / 10})
                        .value())
                .isEqualTo(expected, within(1e-8));
    }

    @Test
    void itIsTheSameBothWaysAndZeroWithoutChange() {
        long[] one = {120, 300, 80};
        long[] other = {200, 250, 10};
        assertThat(index(one, other).value()).isEqualTo(index(other, one).value(), within(1e-12));
        assertThat(index(one, one).value()).isZero();
    }

    @Test
    void aClassThatVanishesIsFinite() {
        assertThat(index(new long[] {500, 500}, new long[] {1_000, 0}).value()).isBetween(1.0, 10.0);
        assertThat(index(new long[] {500, 500}, new long[] {1_000, 0}).size()).isEqualTo(Size.MOVED_FAR);
    }

    @Test
    void chanceAloneRarelyMovesSmallSamples() {
        var random = new SplittableRandom(3);
        int beyond = 0;
        int customary = 0;
        for (int run = 0; run < 2_000; run++) {
            long[][] counts = new long[2][4];
            for (int i = 0; i < 120; i++) {
                counts[i % 2][random.nextInt(4)]++;
            }
            PopulationStability.Index index = index(counts[0], counts[1]);
            beyond += index.size() == Size.STABLE ? 0 : 1;
            customary += index.value() >= PopulationStability.SMALL ? 1 : 0;
        }
        assertThat(beyond).isLessThan(40);
        assertThat(customary).as("the customary limit alone").isGreaterThan(400);
    }

    @Test
    void aRealMoveIsFound() {
        assertThat(index(new long[] {700, 100, 150, 50}, new long[] {520, 180, 200, 100})
                        .size())
                .isEqualTo(Size.MOVED);
    }

    @Test
    void nothingToCompareIsNoIndex() {
        assertThat(PopulationStability.of(new long[] {0, 0}, new long[] {1, 2}))
                .isInstanceOf(Result.NotEstimable.class);
        assertThatThrownBy(() -> PopulationStability.of(new long[] {1, 2}, new long[] {1, 2, 3}))
                .hasMessageContaining("2 and 3 classes");
    }
}
