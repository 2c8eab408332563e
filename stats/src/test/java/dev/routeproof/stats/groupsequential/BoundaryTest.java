package dev.routeproof.stats.groupsequential;

import static dev.routeproof.stats.Estimates.assertNotEstimable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Oracles: published boundaries (O'Brien and Fleming 1979; Pocock 1977; Lan and DeMets 1983) to the digits that
 * independent programs print, and the sizes that boundaries must have.
 */
class BoundaryTest {
    private static final double[] FIVE = {0.2, 0.4, 0.6, 0.8, 1};
    private static final double[] FOUR = {0.25, 0.5, 0.75, 1};

    private static void assertBounds(Boundary boundary, Offset<Double> tolerance, double... expected) {
        assertThat(boundary.bounds()).hasSize(expected.length);
        for (int k = 0; k < expected.length; k++) {
            assertThat(boundary.bounds().get(k)).as("look " + (k + 1)).isCloseTo(expected[k], tolerance);
        }
    }

    @Test
    void spendingBoundariesMatchPublishedOnes() {
        Boundary twoSided =
                Boundary.of(FIVE, 0.05, true, new Spending.ObrienFleming()).orElseThrow();
        assertBounds(twoSided, within(5e-4), 4.8769, 3.3569, 2.6803, 2.2898, 2.0310);
        Boundary oneSided =
                Boundary.of(FOUR, 0.05, false, new Spending.ObrienFleming()).orElseThrow();
        assertBounds(oneSided, within(1e-4), 3.74955, 2.53993, 2.01604, 1.72014);
        Boundary pocock = Boundary.of(FIVE, 0.05, true, new Spending.Pocock()).orElseThrow();
        assertThat(pocock.bounds().getLast()).isCloseTo(2.385909, within(2e-3));
    }

    @Test
    void classicalShapesMatchPublishedConstants() {
        double[] thirds = {1 / 3d, 2 / 3d, 1};
        assertBounds(
                Boundary.wangTsiatis(thirds, 0.025, false, 0).orElseThrow(),
                within(2e-6),
                3.4710914,
                2.4544323,
                2.0040356);
        assertBounds(
                Boundary.wangTsiatis(FIVE, 0.05, true, 0.5).orElseThrow(),
                within(5e-4),
                2.413,
                2.413,
                2.413,
                2.413,
                2.413);
    }

    @Test
    void theWholeOfAlphaIsSpentAtTheEndAndNoMore() {
        for (Spending spending : List.of(
                new Spending.ObrienFleming(),
                new Spending.Pocock(),
                new Spending.Power(2),
                new Spending.HwangShihDecani(-4),
                new Spending.HwangShihDecani(0))) {
            Boundary boundary = Boundary.of(FOUR, 0.05, true, spending).orElseThrow();
            assertThat(boundary.spent().getLast()).isCloseTo(0.05, within(1e-9));
            assertThat(boundary.power(0)).isCloseTo(0.025, within(1e-6));
            assertThat(boundary.spent()).isSorted();
            assertThat(spending.spent(0.05, 0)).isZero();
            assertThat(spending.spent(0.05, 2)).isEqualTo(0.05);
        }
    }

    @Test
    void oneLookIsTheFixedTest() {
        Boundary one =
                Boundary.of(new double[] {1}, 0.05, true, new Spending.Pocock()).orElseThrow();
        assertThat(one.bounds().getFirst()).isCloseTo(1.959963984540054, within(1e-9));
        assertThat(one.nominalAlpha(0)).isCloseTo(0.05, within(1e-9));
        assertThat(one.power(1.959963984540054 + 0.8416212335729143)).isCloseTo(0.8, within(1e-6));
    }

    @Test
    void manyLooksDoNotLoseAccuracy() {
        double[] hundred = new double[100];
        Arrays.setAll(hundred, k -> (k + 1) / 100d);
        Boundary boundary =
                Boundary.of(hundred, 0.05, false, new Spending.Power(2)).orElseThrow();
        assertThat(boundary.spent().getLast()).isCloseTo(0.05, within(1e-7));
        assertThat(boundary.power(0)).isCloseTo(0.05, within(1e-5));
    }

    @Test
    void informationThatDoesNotGrowIsNotEstimable() {
        assertNotEstimable(Boundary.of(new double[] {0.5, 0.5}, 0.05, true, new Spending.Pocock()), "grow");
        assertNotEstimable(Boundary.of(new double[0], 0.05, true, new Spending.Pocock()), "at least one look");
    }
}
