package dev.routeproof.stats.resample;

import static dev.routeproof.stats.Estimates.assertNotEstimable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.TestResult;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Oracle: all reshuffles counted by hand. */
class PermutationTest {
    private static TestResult test(Alternative alternative) {
        return Permutation.meanDifference(
                        new double[] {5, 6}, new double[] {1, 2, 3}, alternative, 50_000, new SplittableRandom(2))
                .orElseThrow();
    }

    @Test
    void theTrueSplitIsTheMostExtremeOfTen() {
        assertThat(test(Alternative.GREATER).statistic()).isCloseTo(3.5, within(1e-12));
        assertThat(test(Alternative.GREATER).pValue()).isCloseTo(0.1, within(0.01));
        assertThat(test(Alternative.LESS).pValue()).isCloseTo(1, within(1e-12));
        assertThat(test(Alternative.TWO_SIDED).pValue()).isCloseTo(0.1, within(0.01));
    }

    @Test
    void nothingToReshuffleIsNotEstimable() {
        var random = new SplittableRandom(1);
        double[] same = {2, 2};
        assertNotEstimable(Permutation.meanDifference(same, same, Alternative.LESS, 100, random), "equal");
        assertNotEstimable(Permutation.meanDifference(same, new double[0], Alternative.LESS, 100, random), "empty");
    }
}
