package dev.routeproof.stats.sequential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.routeproof.stats.Result;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CategoryBetTest {
    private static final int UP = 0;
    private static final int DOWN = 1;
    private static final int NONE = 2;

    @Test
    void theAverageOverTheArmsLeavesTheWealthUnchanged() {
        for (int category : new int[] {UP, DOWN, NONE}) {
            double average = 0.2 * after(true, category) + 0.8 * after(false, category);
            assertEquals(Monitors.wealth(fed(0.1, 0.1)), average, 1e-12);
        }
    }

    @Test
    void twoCategoriesAreTheSameBetAsARate() {
        CategoryBet categories = new CategoryBet(2, List.of(1), Sides.HIGHER, 0.1);
        AssignmentBet rate = new AssignmentBet(Sides.HIGHER, 0.1);
        SplittableRandom random = new SplittableRandom(7);
        for (int t = 0; t < 300; t++) {
            boolean candidate = random.nextBoolean();
            int bad = random.nextInt(2);
            categories.observe(candidate, bad, 0.5);
            rate.observe(candidate, bad, 0.5);
        }
        assertEquals(
                Monitors.evidence(rate).logWealth(),
                Monitors.value(categories.evidence()).logWealth(),
                1e-9);
    }

    @Test
    void fewerAnswersAloneAreFoundAsAShiftOfTheCategories() {
        assertTrue(Monitors.value(fed(0.30, 0.10).evidence()).reaches(0.01));
        assertFalse(Monitors.value(fed(0.20, 0.20).evidence()).reaches(0.01));
    }

    @Test
    void aCertainArmIsMonitoredOnly() {
        CategoryBet bet = new CategoryBet(3, List.of(DOWN), Sides.HIGHER, 0.02);
        assertEquals(Entry.MONITORED_ONLY, bet.observe(false, DOWN, 0));
        assertInstanceOf(Result.NotEstimable.class, bet.evidence());
    }

    @Test
    void aCategoryThatDoesNotExistIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new CategoryBet(3, List.of(3), Sides.BOTH, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new CategoryBet(3, List.of(), Sides.BOTH, 0.1));
        assertThrows(IllegalArgumentException.class, () -> fed(0.1, 0.1).observe(true, 3, 0.5));
    }

    private static double after(boolean candidate, int category) {
        CategoryBet bet = fed(0.1, 0.1);
        bet.observe(candidate, category, 0.2);
        return Monitors.wealth(bet);
    }

    /** Two thousand units; {@code baseline} and {@code candidateShare} answer, half of them with thumbs down. */
    private static CategoryBet fed(double baseline, double candidateShare) {
        CategoryBet bet = new CategoryBet(3, List.of(UP, DOWN, NONE), Sides.BOTH, 0.05);
        SplittableRandom random = new SplittableRandom(5);
        for (int t = 0; t < 2_000; t++) {
            boolean candidate = random.nextDouble() < 0.2;
            boolean answers = random.nextDouble() < (candidate ? candidateShare : baseline);
            int category = answers ? random.nextInt(2) : NONE;
            bet.observe(candidate, category, 0.2);
            if (t == 1_000) {
                bet.startEpoch();
            }
        }
        return bet;
    }
}
