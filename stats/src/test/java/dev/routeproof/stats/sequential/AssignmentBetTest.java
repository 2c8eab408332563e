package dev.routeproof.stats.sequential;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

class AssignmentBetTest {
    /** The assignment alone is random: averaged over it, one more value leaves the wealth as it was, whatever came before. */
    @Property(tries = 300, seed = "20260921")
    void theAverageOverTheArmsLeavesTheWealthUnchanged(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 60) int history,
            @ForAll Sides sides,
            @ForAll @DoubleRange(min = 0.01, max = 0.4) double effect,
            @ForAll @DoubleRange(min = 0, max = 1) double value,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double propensity) {
        double asCandidate = wealthAfter(sides, effect, seed, history, true, value, propensity);
        double asBaseline = wealthAfter(sides, effect, seed, history, false, value, propensity);
        double before = Monitors.wealth(fed(sides, effect, seed, history));
        assertEquals(before, propensity * asCandidate + (1 - propensity) * asBaseline, 1e-12 * Math.max(1, before));
    }

    /** One value at π = ½ around the starting rate ½, effect 0.2: the formula, worked by hand for each scale. */
    @Test
    void oneBadValueInTheCandidateArmPaysWhatTheFormulaSays() {
        double expected = 0;
        double[][] scaleAndShare = {{0.1, 0.02}, {0.2, 0.83}, {0.3, 0.14}, {0.4, 0.01}};
        for (double[] bet : scaleAndShare) {
            double p1 = 0.5 + bet[0] / 2;
            double p0 = 0.5 - bet[0] / 2;
            expected += bet[1] * p1 / (0.5 * p1 + 0.5 * p0);
        }
        AssignmentBet bet = new AssignmentBet(Sides.HIGHER, 0.2);
        bet.observe(true, 1, 0.5);
        assertEquals(expected, Monitors.wealth(bet), 1e-12);
    }

    @Test
    void aFractionIsBetOnByTheGeometricMeanOfTheTwoLikelihoods() {
        double expected = 0;
        double[][] scaleAndShare = {{0.1, 0.02}, {0.2, 0.83}, {0.3, 0.14}, {0.4, 0.01}};
        for (double[] bet : scaleAndShare) {
            double p1 = 0.5 + 0.75 * bet[0];
            double p0 = 0.5 - 0.25 * bet[0];
            double g1 = Math.pow(p1, 0.3) * Math.pow(1 - p1, 0.7);
            double g0 = Math.pow(p0, 0.3) * Math.pow(1 - p0, 0.7);
            expected += bet[1] * g0 / (0.25 * g1 + 0.75 * g0);
        }
        AssignmentBet bet = new AssignmentBet(Sides.HIGHER, 0.2);
        bet.observe(false, 0.3, 0.25);
        assertEquals(expected, Monitors.wealth(bet), 1e-12);
    }

    /** Means over ten requests vary ten times less, so the same harm is found with about ten times fewer units. */
    @Test
    void meansOverManyRequestsAreBetOnMoreBoldlyThanSingleOnes() {
        int single = unitsToFind(1);
        int ofTen = unitsToFind(10);
        assertTrue(ofTen < single / 4, ofTen + " of " + single);
    }

    @Test
    void aWideGridFindsSeveralTimesThePlannedEffectSooner() {
        AssignmentBet planned = new AssignmentBet(Sides.HIGHER, 0.02);
        AssignmentBet wide = new AssignmentBet(Sides.HIGHER, 0.02, EffectGrid.WIDE);
        SplittableRandom random = new SplittableRandom(12);
        for (int t = 0; t < 1_200; t++) {
            boolean candidate = random.nextBoolean();
            double value = random.nextDouble() < (candidate ? 0.2 : 0.1) ? 1 : 0;
            planned.observe(candidate, value, 0.5);
            wide.observe(candidate, value, 0.5);
        }
        assertTrue(
                Monitors.evidence(wide).logWealth() > Monitors.evidence(planned).logWealth() + 1);
        assertTrue(wide.holds(Monitors.evidence(wide).logWealth() - 1e-9));
        assertTrue(!wide.holds(Monitors.evidence(wide).logWealth() + 1e-9));
    }

    @Test
    void everySideGrowsOnItsOwnDepartureAndTheOneSidedBetsDoNotGrowOnTheOther() {
        for (double shift : new double[] {0.1, -0.1}) {
            assertEquals(shift > 0, found(Sides.HIGHER, shift));
            assertEquals(shift < 0, found(Sides.LOWER, shift));
            assertTrue(found(Sides.BOTH, shift));
        }
    }

    @Test
    void swappingTheArmsTurnsHigherIntoLower() {
        AssignmentBet higher = new AssignmentBet(Sides.HIGHER, 0.05);
        AssignmentBet lower = new AssignmentBet(Sides.LOWER, 0.05);
        SplittableRandom random = new SplittableRandom(3);
        for (int t = 0; t < 500; t++) {
            boolean candidate = random.nextDouble() < 0.2;
            double value = random.nextInt(11) / 10.0;
            higher.observe(candidate, value, 0.2);
            lower.observe(!candidate, value, 0.8);
        }
        assertEquals(
                Monitors.evidence(higher).logWealth(), Monitors.evidence(lower).logWealth(), 1e-9);
    }

    @Test
    void aCertainArmIsMonitoredOnlyAndMovesNothing() {
        AssignmentBet with = new AssignmentBet(Sides.HIGHER, 0.1);
        AssignmentBet without = new AssignmentBet(Sides.HIGHER, 0.1);
        for (int t = 0; t < 20; t++) {
            with.observe(t % 2 == 0, t % 3 == 0 ? 1 : 0, 0.5);
            without.observe(t % 2 == 0, t % 3 == 0 ? 1 : 0, 0.5);
            assertEquals(Entry.MONITORED_ONLY, with.observe(true, 1, 1));
            assertEquals(Entry.MONITORED_ONLY, with.observe(false, 1, 0));
        }
        assertEquals(Monitors.evidence(without), Monitors.evidence(with));
        assertEquals(40, with.monitoredOnly());
    }

    @Test
    void withoutARandomArmThereIsNoEvidenceAndTheReasonSaysSo() {
        AssignmentBet bet = new AssignmentBet(Sides.HIGHER, 0.1);
        bet.observe(true, 1, 1);
        var reason = assertInstanceOf(Result.NotEstimable.class, bet.evidence()).reason();
        assertTrue(reason.contains("None of the 1 units had a random arm"), reason);
    }

    @Test
    void aNewEpochForgetsTheBaseRateButKeepsTheWealth() {
        AssignmentBet bet = fed(Sides.HIGHER, 0.1, 5, 400);
        Evidence before = Monitors.evidence(bet);
        bet.startEpoch();
        assertEquals(before, Monitors.evidence(bet));
        AssignmentBet same = fed(Sides.HIGHER, 0.1, 5, 400);
        for (int t = 0; t < 50; t++) {
            bet.observe(t % 2 == 0, 1, 0.5);
            same.observe(t % 2 == 0, 1, 0.5);
        }
        assertTrue(Math.abs(Monitors.evidence(bet).logWealth() - before.logWealth())
                < Math.abs(Monitors.evidence(same).logWealth() - before.logWealth()));
    }

    @Test
    void thePeakIsKeptWhenTheWealthFallsForALongTime() {
        AssignmentBet bet = new AssignmentBet(Sides.HIGHER, 0.2);
        for (int t = 0; t < 40; t++) {
            bet.observe(t % 2 == 0, t % 2 == 0 ? 1 : 0, 0.5);
        }
        double peak = Monitors.evidence(bet).peakLogWealth();
        for (int t = 0; t < 20_000; t++) {
            bet.observe(t % 2 == 0, t % 2 == 0 ? 0 : 1, 0.5);
        }
        Evidence end = Monitors.evidence(bet);
        assertEquals(peak, end.peakLogWealth(), 1e-9);
        assertTrue(end.logWealth() < -1_000, "log wealth " + end.logWealth());
        assertTrue(end.reaches(0.05));
    }

    @Test
    void valuesAndEffectsOutsideTheirRangeAreRefusedWithTheNumber() {
        AssignmentBet bet = new AssignmentBet(Sides.HIGHER, 0.1);
        for (double wrong : new double[] {-0.01, 1.01, Double.NaN}) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> bet.observe(true, wrong, 0.5))
                    .getMessage()
                    .contains("" + wrong));
            assertThrows(IllegalArgumentException.class, () -> bet.observe(true, 0.5, wrong));
            assertThrows(IllegalArgumentException.class, () -> new AssignmentBet(Sides.BOTH, wrong));
        }
    }

    private static int unitsToFind(int requests) {
        AssignmentBet bet = new AssignmentBet(Sides.HIGHER, 0.05);
        SplittableRandom random = new SplittableRandom(4);
        for (int t = 1; t < 100_000; t++) {
            boolean candidate = random.nextBoolean();
            int bad = 0;
            for (int i = 0; i < requests; i++) {
                bad += random.nextDouble() < (candidate ? 0.25 : 0.2) ? 1 : 0;
            }
            bet.observe(candidate, bad / (double) requests, 0.5);
            if (Monitors.evidence(bet).reaches(0.000_01)) {
                return t;
            }
        }
        throw new AssertionError("never found");
    }

    private static boolean found(Sides sides, double shift) {
        AssignmentBet bet = new AssignmentBet(sides, 0.1);
        SplittableRandom random = new SplittableRandom(11);
        for (int t = 0; t < 2_000; t++) {
            boolean candidate = random.nextBoolean();
            bet.observe(candidate, random.nextDouble() < (candidate ? 0.5 + shift : 0.5) ? 1 : 0, 0.5);
        }
        return Monitors.evidence(bet).reaches(0.01);
    }

    private static double wealthAfter(
            Sides sides, double effect, long seed, int history, boolean candidate, double value, double propensity) {
        AssignmentBet bet = fed(sides, effect, seed, history);
        bet.observe(candidate, value, propensity);
        return Monitors.wealth(bet);
    }

    private static AssignmentBet fed(Sides sides, double effect, long seed, int history) {
        AssignmentBet bet = new AssignmentBet(sides, effect);
        SplittableRandom random = new SplittableRandom(seed);
        double rate = random.nextDouble();
        for (int t = 0; t < history; t++) {
            double propensity = random.nextDouble(0.05, 0.95);
            double value = seed % 2 == 0 ? random.nextDouble() * rate : random.nextDouble() < rate ? 1 : 0;
            bet.observe(random.nextDouble() < propensity, value, propensity);
        }
        return bet;
    }
}
