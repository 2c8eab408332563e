package dev.routeproof.stats.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReadingTest {
    /** P(X ≥ 123 | 2000, 0.05) = 0.0121 and P(X ≥ 125) = 0.0072 (R: pbinom). */
    @Test
    void aShareBreaksItsLimitWhenItsRunsAreImprobableUnderIt() {
        Figure figure = Figure.atMost("false_alarm", "test", 0.05);
        assertTrue(Reading.of(figure, hits(123, 2_000)).kept());
        assertFalse(Reading.of(figure, hits(125, 2_000)).kept());
        Figure power = Figure.atLeast("power", "test", 0.95);
        assertTrue(Reading.of(power, hits(1_877, 2_000)).kept());
        assertFalse(Reading.of(power, hits(1_875, 2_000)).kept());
    }

    @Test
    void aUsualMethodHasNoRuleToBreak() {
        assertTrue(Reading.of(Figure.usual("false_alarm", "test"), hits(2_000, 2_000))
                .kept());
    }

    /** Clopper-Pearson one-sided: with no hit the upper 99 % bound is 1 − 0.01^(1/n). */
    @Test
    void theBoundsOfAShareAreExact() {
        Reading none = Reading.of(Figure.atMost("false_alarm", "test", 0.05), hits(0, 50));
        assertEquals(0, none.low());
        assertEquals(1 - Math.pow(0.01, 1 / 50.0), none.high(), 1e-9);
        Reading all = Reading.of(Figure.atLeast("power", "test", 0.8), hits(50, 50));
        assertEquals(Math.pow(0.01, 1 / 50.0), all.low(), 1e-9);
        assertEquals(1, all.high());
    }

    @Test
    void aMedianIsNeverWhenMostRunsNeverStop() {
        Figure figure = Figure.medianAtMost("median_stop", "test", 0.9);
        double[] stops = {0.5, 0.7, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        assertEquals(Double.POSITIVE_INFINITY, Reading.of(figure, stops).value());
        assertEquals(0.6, Reading.of(figure, new double[] {0.7, 0.5}).value(), 1e-12);
    }

    @Test
    void aMedianBreaksItsLimitWhenTooFewRunsAreWithinIt() {
        Figure figure = Figure.medianAtMost("median_stop", "test", 0.9);
        double[] stops = new double[1_000];
        Arrays.fill(stops, 1.0);
        Arrays.fill(stops, 0, 470, 0.5);
        assertTrue(Reading.of(figure, stops).kept());
        Arrays.fill(stops, 0, 470, 1.0);
        Arrays.fill(stops, 0, 455, 0.5);
        assertFalse(Reading.of(figure, stops).kept());
    }

    private static double[] hits(int count, int runs) {
        double[] outcomes = new double[runs];
        Arrays.fill(outcomes, 0, count, 1);
        return outcomes;
    }
}
