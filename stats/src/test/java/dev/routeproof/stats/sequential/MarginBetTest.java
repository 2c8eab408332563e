package dev.routeproof.stats.sequential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.routeproof.stats.Result;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MarginBetTest {
    /** At the margin the bet is fair, beyond it a loss: averaged over arm and outcome, whatever came before. */
    @Property(tries = 300, seed = "20260921")
    void atTheMarginTheBetIsFairAndBeyondItALoss(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 60) int history,
            @ForAll @DoubleRange(min = -0.3, max = 0.3) double margin,
            @ForAll @DoubleRange(min = 0, max = 1) double position,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double propensity) {
        double baseline = Math.max(0, -margin) + position * (1 - Math.abs(margin));
        double before = Monitors.wealth(fed(margin, seed, history));
        double fair = average(margin, seed, history, baseline, baseline + margin, propensity);
        assertEquals(before, fair, 1e-12 * Math.max(1, before));
        double worse = average(margin, seed, history, baseline, 1, propensity);
        assertTrue(worse <= before * (1 + 1e-12));
    }

    @Test
    void equalArmsAreShownNonInferiorAndAHarmOfTheMarginIsNot() {
        assertTrue(shown(0.05, 0.15, 0.15));
        assertFalse(shown(0.05, 0.15, 0.20));
    }

    @Test
    void aNegativeMarginAsksForAGain() {
        assertTrue(shown(-0.05, 0.30, 0.15));
        assertFalse(shown(-0.05, 0.30, 0.25));
    }

    @Test
    void noSingleValueCanRuinTheBet() {
        MarginBet bet = fed(0.1, 4, 200);
        double before = Monitors.wealth(bet);
        bet.observe(true, 1, 0.001);
        assertTrue(Monitors.wealth(bet) >= 0.5 * before - 1e-12);
    }

    @Test
    void aCertainArmIsMonitoredOnly() {
        MarginBet bet = new MarginBet(0.05);
        assertEquals(Entry.MONITORED_ONLY, bet.observe(true, 0, 1));
        assertInstanceOf(Result.NotEstimable.class, bet.evidence());
        assertEquals(Entry.EVIDENCE, bet.observe(true, 0, 0.99));
        assertInstanceOf(Result.Value.class, bet.evidence());
    }

    @Test
    void aMarginOutsideItsRangeIsRefused() {
        for (double wrong : new double[] {-1, 1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new MarginBet(wrong));
        }
    }

    private static boolean shown(double margin, double baseline, double candidateRate) {
        MarginBet bet = new MarginBet(margin);
        SplittableRandom random = new SplittableRandom(8);
        for (int t = 0; t < 5_000; t++) {
            boolean candidate = random.nextDouble() < 0.3;
            bet.observe(candidate, random.nextDouble() < (candidate ? candidateRate : baseline) ? 1 : 0, 0.3);
        }
        return Monitors.value(bet.evidence()).reaches(0.01);
    }

    private static double average(
            double margin, long seed, int history, double baseline, double candidateRate, double propensity) {
        double total = 0;
        for (boolean candidate : new boolean[] {true, false}) {
            double rate = candidate ? candidateRate : baseline;
            for (int value = 0; value <= 1; value++) {
                MarginBet bet = fed(margin, seed, history);
                bet.observe(candidate, value, propensity);
                total += (candidate ? propensity : 1 - propensity)
                        * (value == 1 ? rate : 1 - rate)
                        * Monitors.wealth(bet);
            }
        }
        return total;
    }

    private static MarginBet fed(double margin, long seed, int history) {
        MarginBet bet = new MarginBet(margin);
        SplittableRandom random = new SplittableRandom(seed);
        double rate = random.nextDouble();
        for (int t = 0; t < history; t++) {
            double propensity = random.nextDouble(0.05, 0.95);
            bet.observe(random.nextDouble() < propensity, random.nextDouble() < rate ? 1 : 0, propensity);
        }
        return bet;
    }
}
