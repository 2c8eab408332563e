package dev.routeproof.stats.sequential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.routeproof.stats.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceEvidenceTest {
    private static final Result<Evidence> NONE = new Result.NotEstimable<>("Nothing yet.");

    @Test
    void harmIsTheMeanOfTheWealthAndAMetricWithoutEvidenceCountsAsOne() {
        double log = Monitors.value(SliceEvidence.harm(List.of(wealth(300, 300), wealth(0.5, 2), NONE)));
        assertEquals((300 + 0.5 + 1) / 3, Math.exp(log), 1e-9);
    }

    @Test
    void promotionNeedsTheWeakestComponentAndUsesItsPeak() {
        double p = Monitors.value(SliceEvidence.promotionP(List.of(wealth(300, 400), wealth(3, 25))));
        assertEquals(1 / 25.0, p, 1e-12);
    }

    @Test
    void promotionIsNotEstimableWhileOneComponentIsNot() {
        assertInstanceOf(Result.NotEstimable.class, SliceEvidence.promotionP(List.of(wealth(300, 300), NONE)));
        assertInstanceOf(Result.NotEstimable.class, SliceEvidence.promotionP(List.of()));
        assertInstanceOf(Result.NotEstimable.class, SliceEvidence.harm(List.of(NONE)));
    }

    @Test
    void hugeWealthDoesNotOverflow() {
        Result<Evidence> huge = new Result.Value<>(new Evidence(5_000, 5_000, 10));
        assertEquals(5_000 - Math.log(2), Monitors.value(SliceEvidence.harm(List.of(huge, wealth(1, 1)))), 1e-9);
    }

    @Test
    void aLevelIsReachedAtOneOverAlphaByThePeak() {
        Evidence evidence = new Evidence(0, Math.log(20), 5);
        assertTrue(evidence.reaches(0.0501));
        assertFalse(evidence.reaches(0.0499));
        assertEquals(0.05, evidence.anytimeP(), 1e-12);
        assertEquals(1, evidence.wealth(), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> evidence.reaches(0));
        assertThrows(IllegalArgumentException.class, () -> evidence.reaches(1));
        assertThrows(IllegalArgumentException.class, () -> new Evidence(2, 1, 3));
        assertThrows(IllegalArgumentException.class, () -> new Evidence(Double.NaN, 1, 3));
    }

    private static Result<Evidence> wealth(double now, double peak) {
        return new Result.Value<>(new Evidence(Math.log(now), Math.log(peak), 10));
    }
}
