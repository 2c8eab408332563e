package dev.routeproof.stats.sequential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DifferenceSequenceTest {
    @Test
    void theIntervalOnlyNarrowsAndHoldsTheTruth() {
        DifferenceSequence sequence = new DifferenceSequence(0.025);
        SplittableRandom random = new SplittableRandom(6);
        double low = -1;
        double high = 1;
        for (int t = 0; t < 20_000; t++) {
            feed(sequence, random, 0.10, 0.18, 0.3);
            Estimate now = Monitors.estimate(sequence);
            assertTrue(now.low() >= low && now.high() <= high);
            assertTrue(now.low() <= 0.08 && 0.08 <= now.high(), now.toString());
            low = now.low();
            high = now.high();
        }
        assertTrue(low > 0.04 && high < 0.12, low + " to " + high);
        assertEquals(0.08, Monitors.estimate(sequence).value(), 0.01);
        assertEquals(0.95, Monitors.estimate(sequence).level(), 1e-12);
    }

    /** The bet against "the difference is at most 0", followed by itself. */
    @Test
    void zeroIsExcludedExactlyWhenTheBetAgainstItReachesOneOverTheError() {
        DifferenceSequence sequence = new DifferenceSequence(0.025);
        InverseWeighted past = new InverseWeighted(0.1);
        SplittableRandom random = new SplittableRandom(14);
        double wealth = 1;
        boolean reached = false;
        for (int t = 0; t < 1_900; t++) {
            boolean candidate = random.nextDouble() < 0.4;
            double value = random.nextDouble() < (candidate ? 0.45 : 0.3) ? 1 : 0;
            double gap = past.difference();
            Outlook outlook = past.outlook(0.4);
            double bet = Math.clamp(gap / (outlook.variance() + gap * gap), 0, -0.5 / outlook.lowest());
            wealth *= 1 + bet * outlook.z(candidate, value);
            past.include(candidate, value, outlook);
            sequence.observe(candidate, value, 0.4);
            reached |= wealth >= 40;
            assertEquals(reached, Monitors.estimate(sequence).low() >= 0, "at unit " + t);
        }
        assertTrue(reached);
    }

    @Test
    void aSmallerErrorIsAWiderInterval() {
        Estimate wide = after(0.005, 3_000);
        Estimate narrow = after(0.05, 3_000);
        assertTrue(wide.low() < narrow.low() && wide.high() > narrow.high());
    }

    @Test
    void swappingTheArmsMirrorsTheInterval() {
        DifferenceSequence sequence = new DifferenceSequence(0.025);
        DifferenceSequence mirrored = new DifferenceSequence(0.025);
        SplittableRandom random = new SplittableRandom(2);
        for (int t = 0; t < 4_000; t++) {
            boolean candidate = random.nextDouble() < 0.25;
            double value = random.nextDouble() < (candidate ? 0.4 : 0.3) ? 1 : 0;
            sequence.observe(candidate, value, 0.25);
            mirrored.observe(!candidate, value, 0.75);
        }
        Estimate one = Monitors.estimate(sequence);
        Estimate other = Monitors.estimate(mirrored);
        assertEquals(one.low(), -other.high(), 1e-12);
        assertEquals(one.high(), -other.low(), 1e-12);
        assertEquals(one.value(), -other.value(), 1e-12);
    }

    @Test
    void withoutDataTheIntervalIsNotEstimableAndAfterOneValueItIsEverything() {
        DifferenceSequence sequence = new DifferenceSequence(0.025);
        assertInstanceOf(Result.NotEstimable.class, sequence.estimate());
        assertEquals(Entry.MONITORED_ONLY, sequence.observe(true, 1, 1));
        assertInstanceOf(Result.NotEstimable.class, sequence.estimate());
        sequence.observe(true, 1, 0.5);
        assertEquals(-1, Monitors.estimate(sequence).low());
        assertEquals(1, Monitors.estimate(sequence).high());
    }

    @Test
    void aDifferenceThatFlipsEndsInARefusalNotInAWrongInterval() {
        DifferenceSequence sequence = new DifferenceSequence(0.025);
        SplittableRandom random = new SplittableRandom(9);
        for (int t = 0; t < 6_000; t++) {
            feed(sequence, random, 0.3, t < 2_000 ? 0.9 : 0.0, 0.5);
        }
        var reason =
                assertInstanceOf(Result.NotEstimable.class, sequence.estimate()).reason();
        assertTrue(reason.startsWith("Every difference has been rejected"), reason);
    }

    /** Beyond the spacing of the starting grid there is still a difference to be named. */
    @Test
    void halfAMillionQuietValuesNarrowTheIntervalBelowTheGridAndStillHoldTheTruth() {
        DifferenceSequence sequence = new DifferenceSequence(0.025);
        SplittableRandom random = new SplittableRandom(21);
        for (int t = 0; t < 500_000; t++) {
            boolean candidate = random.nextBoolean();
            double value = 0.3 + 0.02 * random.nextDouble() + (candidate ? 0.000_2 : 0);
            sequence.observe(candidate, value, 0.5);
        }
        Estimate now = Monitors.estimate(sequence);
        assertTrue(now.low() < 0.000_2 && 0.000_2 < now.high(), now.toString());
        assertTrue(now.high() - now.low() < 0.000_3, now.toString());
    }

    @Test
    void anErrorOutsideItsRangeIsRefused() {
        for (double wrong : new double[] {0, 0.5, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new DifferenceSequence(wrong));
        }
    }

    private static Estimate after(double sideAlpha, int units) {
        DifferenceSequence sequence = new DifferenceSequence(sideAlpha);
        SplittableRandom random = new SplittableRandom(1);
        for (int t = 0; t < units; t++) {
            feed(sequence, random, 0.2, 0.2, 0.5);
        }
        return Monitors.estimate(sequence);
    }

    private static void feed(
            DifferenceSequence sequence,
            SplittableRandom random,
            double baseline,
            double candidateRate,
            double propensity) {
        boolean candidate = random.nextDouble() < propensity;
        sequence.observe(candidate, random.nextDouble() < (candidate ? candidateRate : baseline) ? 1 : 0, propensity);
    }
}
