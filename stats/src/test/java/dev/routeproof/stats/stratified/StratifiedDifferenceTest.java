package dev.routeproof.stats.stratified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Moments;
import dev.routeproof.stats.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class StratifiedDifferenceTest {
    /** Two 2×2 tables, worked by hand: 10 of 20 against 30 of 80, and 45 of 60 against 20 of 40. */
    private static final List<Stratum> TABLES = List.of(stratum(10, 20, 30, 80), stratum(45, 60, 20, 40));

    @Test
    void theEstimateWeighsEachEpochByTheHarmonicSizeOfItsArms() {
        // w = 20·80/100 = 16 and 60·40/100 = 24; differences 0.125 and 0.25
        Estimate estimate = StratifiedDifference.interval(TABLES, 0.95).orElseThrow();
        assertEquals((16 * 0.125 + 24 * 0.25) / 40, estimate.value(), 1e-12);
        assertEquals(0.95, estimate.level());
    }

    @Test
    void theIntervalUsesEachArmsOwnVariance() {
        double first = 0.5 * 0.5 / 19 + 0.375 * 0.625 / 79;
        double second = 0.75 * 0.25 / 59 + 0.5 * 0.5 / 39;
        double error = Math.sqrt(16 * 16 * first + 24 * 24 * second) / 40;
        Estimate estimate = StratifiedDifference.interval(TABLES, 0.95).orElseThrow();
        assertEquals(1.959963984540054 * error, estimate.high() - estimate.value(), 1e-9);
        assertEquals(estimate.high() - estimate.value(), estimate.value() - estimate.low(), 1e-12);
        assertTrue(StratifiedDifference.interval(TABLES, 0.99).orElseThrow().low() < estimate.low());
    }

    /** For 0/1 values the square of z is the Cochran-Mantel-Haenszel χ² without continuity correction. */
    @Test
    void theTestIsCochranMantelHaenszel() {
        double excess = (10 - 20 * 40 / 100.0) + (45 - 60 * 65 / 100.0);
        double variance = 20.0 * 80 * 40 * 60 / (100.0 * 100 * 99) + 60.0 * 40 * 65 * 35 / (100.0 * 100 * 99);
        var test = StratifiedDifference.test(TABLES).orElseThrow();
        assertEquals(excess * excess / variance, test.statistic() * test.statistic(), 1e-9);
        // χ² = 7.1137…: two-sided p of its root
        assertEquals(
                2 * dev.routeproof.stats.distribution.Normal.survival(excess / Math.sqrt(variance)),
                test.pValue(),
                1e-12);
    }

    @Test
    void anEpochWithOneEmptyArmCarriesNoWeight() {
        List<Stratum> withIdleEpoch = List.of(TABLES.get(0), TABLES.get(1), stratum(0, 0, 90, 100));
        assertEquals(StratifiedDifference.interval(TABLES, 0.9), StratifiedDifference.interval(withIdleEpoch, 0.9));
        assertEquals(StratifiedDifference.test(TABLES), StratifiedDifference.test(withIdleEpoch));
    }

    @Test
    void simpsonsTrapIsAvoided() {
        // The same rates in both arms of each epoch, unequal shares: pooled, the candidate looks 28 points worse.
        List<Stratum> ramp = List.of(stratum(9, 10, 891, 990), stratum(250, 500, 250, 500));
        assertEquals(0, StratifiedDifference.interval(ramp, 0.95).orElseThrow().value(), 1e-12);
        assertEquals(1, StratifiedDifference.test(ramp).orElseThrow().pValue(), 1e-9);
    }

    @Test
    void aSingleValueInAnArmBorrowsTheSpreadOfTheEpoch() {
        Estimate estimate = StratifiedDifference.interval(List.of(stratum(1, 1, 5, 10)), 0.95)
                .orElseThrow();
        double variance = (6 - 36 / 11.0) / 10;
        assertEquals(1.959963984540054 * Math.sqrt(variance * 11 / 10.0), estimate.high() - estimate.value(), 1e-9);
    }

    @Test
    void nothingToCompareAndNoSpreadAreNotEstimable() {
        for (List<Stratum> strata : List.of(
                List.<Stratum>of(),
                List.of(stratum(0, 0, 3, 5)),
                List.of(stratum(5, 5, 7, 7)),
                List.of(stratum(0, 5, 0, 7)))) {
            assertInstanceOf(Result.NotEstimable.class, StratifiedDifference.interval(strata, 0.95));
            assertInstanceOf(Result.NotEstimable.class, StratifiedDifference.test(strata));
        }
    }

    private static Stratum stratum(int candidateBad, int candidates, int baselineBad, int baselines) {
        return new Stratum(
                new Moments(candidates, candidateBad, candidateBad), new Moments(baselines, baselineBad, baselineBad));
    }
}
