package dev.routeproof.stats.sequential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import org.junit.jupiter.api.Test;

class InverseWeightedTest {
    @Test
    void zDividesTheDistanceFromTheCentreByTheProbabilityOfTheArm() {
        InverseWeighted fresh = new InverseWeighted(0.1);
        assertEquals(0.5 / 0.2, fresh.outlook(0.2).z(true, 1), 1e-12);
        assertEquals(-0.5 / 0.8, fresh.outlook(0.2).z(false, 1), 1e-12);
    }

    @Test
    void theBoundsAreReachedAndNeverPassed() {
        InverseWeighted past = new InverseWeighted(0.1);
        for (int t = 0; t < 30; t++) {
            past.include(t % 3 == 0, t % 5 == 0 ? 1 : 0, past.outlook(0.3));
        }
        for (double propensity : new double[] {0.02, 0.3, 0.9}) {
            Outlook outlook = past.outlook(propensity);
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (boolean candidate : new boolean[] {true, false}) {
                for (double value : new double[] {0, 1}) {
                    low = Math.min(low, outlook.z(candidate, value));
                    high = Math.max(high, outlook.z(candidate, value));
                }
            }
            assertEquals(low, outlook.lowest(), 1e-12);
            assertEquals(high, outlook.highest(), 1e-12);
        }
    }

    @Test
    void theVarianceGrowsWithTheResidualsOfTheRarerArm() {
        InverseWeighted past = new InverseWeighted(0.1);
        double before = past.outlook(0.1).variance();
        past.include(false, 1, past.outlook(0.1));
        // (0.1 + 0.25)/2 for the baseline, 0.1 still for the candidate
        assertEquals(0.1 / 0.1 + 0.175 / 0.9, past.outlook(0.1).variance(), 1e-12);
        assertEquals(0.1 / 0.1 + 0.1 / 0.9, before, 1e-12);
    }

    @Test
    void theDifferenceIsPrecisionWeightedAndShrunkToZero() {
        InverseWeighted past = new InverseWeighted(0.1);
        assertEquals(0, past.difference());
        double variance = past.outlook(0.5).variance();
        past.include(true, 1, past.outlook(0.5));
        assertEquals((1 / variance) / (1 / variance + 100), past.difference(), 1e-12);
    }

    @Test
    void aLongPastIsFollowedEachTimeItHasGrownByAThirtySecond() {
        InverseWeighted past = new InverseWeighted(0.1);
        int renewed = 0;
        Outlook before = past.outlook(0.5);
        for (int t = 0; t < 20_000; t++) {
            past.include(t % 2 == 0, t % 5 == 0 ? 1 : 0, past.outlook(0.5));
            renewed += past.outlook(0.5) == before ? 0 : 1;
            before = past.outlook(0.5);
        }
        // 1,994 single ones (six values' weight is there at the start), then log(20,006/2,000)/log(33/32) = 74.8
        assertEquals(1_994 + 75, renewed, 1);
        past.startEpoch();
        assertNotSame(before, past.outlook(0.5));
    }
}
