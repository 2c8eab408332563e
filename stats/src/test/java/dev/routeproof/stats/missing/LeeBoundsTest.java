package dev.routeproof.stats.missing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.routeproof.stats.Result;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LeeBoundsTest {
    private static final double[] FIVE = {1, 2, 3, 4, 5};
    private static final double[] FOUR = {2, 2, 4, 4};

    /** Five of ten answer against four of ten: a fifth of the five answers is left out, the 5 or the 1. */
    @Test
    void theSurplusOfAnswersIsLeftOutAtEitherEnd() {
        LeeBounds.Bounds bounds = bounds(FIVE, 10, FOUR, 10);
        assertEquals(2.5 - 3, bounds.low(), 1e-12);
        assertEquals(3.5 - 3, bounds.high(), 1e-12);
    }

    @Test
    void exchangingTheArmsMirrorsTheBounds() {
        LeeBounds.Bounds bounds = bounds(FOUR, 10, FIVE, 10);
        assertEquals(3 - 3.5, bounds.low(), 1e-12);
        assertEquals(3 - 2.5, bounds.high(), 1e-12);
    }

    @Test
    void equalResponseRatesGiveThePlainDifference() {
        LeeBounds.Bounds bounds = bounds(FIVE, 50, FOUR, 40);
        assertEquals(0, bounds.low(), 1e-12);
        assertEquals(0, bounds.high(), 1e-12);
    }

    /** 4 of 10 against 3 of 10: a quarter of four is one; against 3 of 8 it is 1/16, a quarter of one answer. */
    @Test
    void anAnswerAtTheCutCountsInPart() {
        LeeBounds.Bounds bounds = bounds(FOUR, 10, new double[] {0, 0, 0}, 8);
        assertEquals((2 + 2 + 4 + 0.75 * 4) / 3.75, bounds.low(), 1e-12);
        assertEquals((4 + 4 + 2 + 0.75 * 2) / 3.75, bounds.high(), 1e-12);
    }

    @Test
    void anArmWithoutAnswersIsNotEstimable() {
        assertInstanceOf(
                Result.NotEstimable.class,
                LeeBounds.of(new LeeBounds.Answers(FIVE, 10), new LeeBounds.Answers(new double[0], 10)));
        assertThrows(IllegalArgumentException.class, () -> new LeeBounds.Answers(FIVE, 4));
    }

    /** The closed form for answers of yes and no, beside sorting them. */
    @Test
    void yesAndNoNeedNoSorting() {
        for (int[] c : new int[][] {{0, 5, 20}, {3, 10, 20}, {10, 10, 20}, {1, 2, 20}, {7, 8, 9}}) {
            for (int[] b : new int[][] {{2, 6, 20}, {0, 9, 20}, {4, 4, 30}, {5, 20, 20}}) {
                var sorted = bounds(answers(c), c[2], answers(b), b[2]);
                var closed = LeeBounds.of(new LeeBounds.Share(c[0], c[1], c[2]), new LeeBounds.Share(b[0], b[1], b[2]))
                        .orElseThrow();
                assertEquals(sorted.low(), closed.low(), 1e-12);
                assertEquals(sorted.high(), closed.high(), 1e-12);
            }
        }
        assertInstanceOf(
                Result.NotEstimable.class, LeeBounds.of(new LeeBounds.Share(0, 0, 5), new LeeBounds.Share(1, 2, 5)));
    }

    private static double[] answers(int[] counts) {
        double[] answers = new double[counts[1]];
        Arrays.fill(answers, 0, counts[0], 1);
        return answers;
    }

    private static LeeBounds.Bounds bounds(double[] candidate, long asked, double[] baseline, long askedBaseline) {
        return LeeBounds.of(new LeeBounds.Answers(candidate, asked), new LeeBounds.Answers(baseline, askedBaseline))
                .orElseThrow();
    }
}
