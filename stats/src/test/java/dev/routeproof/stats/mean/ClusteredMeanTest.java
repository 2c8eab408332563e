package dev.routeproof.stats.mean;

import static dev.routeproof.stats.Estimates.assertNotEstimable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.Moments;
import org.junit.jupiter.api.Test;

/** Oracle: the formula worked by hand, and the textbook standard error as its special case. */
class ClusteredMeanTest {
    @Test
    void everyValueItsOwnClusterGivesTheTextbookStandardError() {
        double[] values = {3, 5, 1, 8, 8};
        double textbook = Math.sqrt(Moments.of(values).variance() / 5);
        assertThat(ClusteredMean.standardError(values, new int[] {0, 1, 2, 3, 4})
                        .orElseThrow())
                .isCloseTo(textbook, within(1e-14));
    }

    @Test
    void residualsAddUpWithinAClusterBeforeTheyAreSquared() {
        double[] values = {1, 1, 0, 0, 1, 0};
        int[] clusters = {7, 7, 9, 9, 4, 4};
        double expected = Math.sqrt(3 / 2d * (1 + 1 + 0)) / 6;
        assertThat(ClusteredMean.standardError(values, clusters).orElseThrow()).isCloseTo(expected, within(1e-14));
    }

    @Test
    void intervalUsesClustersNotValuesForItsDegreesOfFreedom() {
        double[] values = {1, 1, 0, 0, 1, 0};
        var interval = ClusteredMean.interval(values, new int[] {7, 7, 9, 9, 4, 4}, 0.95)
                .orElseThrow();
        assertThat(interval.high() - interval.value()).isCloseTo(4.302652729911275 * Math.sqrt(3) / 6, within(1e-10));
    }

    @Test
    void oneClusterOrNoSpreadIsNotEstimable() {
        assertNotEstimable(ClusteredMean.standardError(new double[] {1, 2}, new int[] {3, 3}), "two clusters");
        assertNotEstimable(ClusteredMean.standardError(new double[0], new int[0]), "two clusters");
        assertNotEstimable(ClusteredMean.interval(new double[] {1, 1}, new int[] {0, 1}, 0.95), "all clusters agree");
    }
}
