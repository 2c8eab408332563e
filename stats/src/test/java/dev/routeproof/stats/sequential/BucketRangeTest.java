package dev.routeproof.stats.sequential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BucketRangeTest {
    @Test
    void aNewUnitHasTheShareOfTheEpoch() {
        assertEquals(0.05, BucketRange.UNKNOWN.propensity(0.05));
    }

    @Test
    void aUnitThatWasNotACandidateHasTheConditionalShareWhenItIsRaised() {
        BucketRange known = BucketRange.UNKNOWN.after(false, 0.2);
        assertEquals((0.5 - 0.2) / (1 - 0.2), known.propensity(0.5), 1e-12);
        assertEquals(0, known.propensity(0.2));
        assertEquals(0, known.propensity(0.1));
    }

    @Test
    void aCandidateIsCertainWhenTheShareIsRaisedAndConditionalWhenItIsLowered() {
        BucketRange known = BucketRange.UNKNOWN.after(true, 0.2);
        assertEquals(1, known.propensity(0.2));
        assertEquals(1, known.propensity(0.5));
        assertEquals(0.05 / 0.2, known.propensity(0.05), 1e-12);
    }

    @Test
    void everySightingNarrowsTheRange() {
        BucketRange known =
                BucketRange.UNKNOWN.after(false, 0.05).after(true, 0.5).after(false, 0.2);
        assertEquals(new BucketRange(0.2, 0.5), known);
        assertEquals((0.3 - 0.2) / (0.5 - 0.2), known.propensity(0.3), 1e-12);
        assertEquals(known, known.after(true, 0.9).after(false, 0.1));
    }

    @Test
    void anArmThatContradictsThePastIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> BucketRange.UNKNOWN.after(true, 0.2).after(false, 0.5));
        assertThrows(
                IllegalArgumentException.class,
                () -> BucketRange.UNKNOWN.after(false, 0.2).after(true, 0.2));
        assertThrows(IllegalArgumentException.class, () -> BucketRange.UNKNOWN.propensity(1.1));
        assertThrows(IllegalArgumentException.class, () -> new BucketRange(0.5, 0.5));
    }
}
