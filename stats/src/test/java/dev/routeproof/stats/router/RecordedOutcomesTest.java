package dev.routeproof.stats.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Five prompts: both right, only the dear right, only the cheap right, none right, both half right. */
class RecordedOutcomesTest {
    private static final RecordedOutcomes OUTCOMES = new RecordedOutcomes(
            new double[][] {{1, 0, 1, 0, 0.5}, {1, 1, 0, 0, 0.5}},
            new double[][] {{1, 1, 1, 1, 1}, {10, 10, 10, 10, 10}},
            new int[] {0, 1, 2, 3, 4});
    private static final double[] ONCE = OUTCOMES.once();

    @Test
    void theOracleAsksTheCheapestOfTheBestAndNobodyWhereNoneIsRight() {
        int[] oracle = OUTCOMES.oracle();
        assertThat(oracle).containsExactly(0, 1, 0, RecordedOutcomes.NONE, 0);
        assertThat(OUTCOMES.quality(oracle, ONCE)).isCloseTo(3.5 / 5, within(1e-12));
        assertThat(OUTCOMES.cost(oracle, ONCE)).isCloseTo(13.0 / 5, within(1e-12));
    }

    @Test
    void withoutCostsTheOracleTakesTheFirstAndCostsAreNotKnown() {
        var free = new RecordedOutcomes(new double[][] {{0, 1}, {1, 1}}, new double[0][], new int[] {0, 1});
        assertThat(free.oracle()).containsExactly(1, 0);
        assertThat(free.priced()).isFalse();
        assertThat(free.cost(free.oracle(), free.once())).isNaN();
        assertThat(free.cost(0, free.once())).isNaN();
    }

    @Test
    void weightsCountAPromptAsOftenAsTheySay() {
        double[] weights = {0, 3, 1, 0, 0};
        assertThat(OUTCOMES.quality(1, weights)).isEqualTo(0.75);
        assertThat(OUTCOMES.quality(new int[] {0, 0, 0, 0, 0}, weights)).isEqualTo(0.25);
        assertThat(OUTCOMES.cost(new int[] {0, 1, 0, 0, 0}, weights)).isEqualTo(31.0 / 4);
    }

    @Test
    void theZeroRouterMixesSingleModels() {
        CostHull zero = OUTCOMES.zeroRouter(ONCE);
        assertThat(zero.corners()).containsExactly(new CostHull.Corner(0, 0), new CostHull.Corner(1, 0.5));
    }

    /** Of the three prompts that some model answers in full: the cheapest right model twice, right twice, paid 21 for 12. */
    @Test
    void optimalityLooksAtPromptsWithARightAnswer() {
        RecordedOutcomes.Optimality found = OUTCOMES.optimality(new int[] {0, 1, 1, 0, 1}, OUTCOMES.oracle(), ONCE);
        assertThat(found.selection()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(found.accuracy()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(found.cost()).isCloseTo(12.0 / 21, within(1e-12));
        assertThat(OUTCOMES.optimality(OUTCOMES.oracle(), OUTCOMES.oracle(), ONCE))
                .isEqualTo(new RecordedOutcomes.Optimality(1, 1, 1));
    }
}
