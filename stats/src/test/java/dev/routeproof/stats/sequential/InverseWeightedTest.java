package dev.routeproof.stats.sequential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InverseWeightedTest {
    @Test
    void zDividesTheDistanceFromTheCentreByTheProbabilityOfTheArm() {
        InverseWeighted fresh = new InverseWeighted(0.1);
        assertEquals(0.5 / 0.2, fresh.z(true, 1, 0.2), 1e-12);
        assertEquals(-0.5 / 0.8, fresh.z(false, 1, 0.2), 1e-12);
    }

    @Test
    void theBoundsAreReachedAndNeverPassed() {
        InverseWeighted past = new InverseWeighted(0.1);
        for (int t = 0; t < 30; t++) {
            past.include(t % 3 == 0, t % 5 == 0 ? 1 : 0, 0.3);
        }
        for (double propensity : new double[] {0.02, 0.3, 0.9}) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (boolean candidate : new boolean[] {true, false}) {
                for (double value : new double[] {0, 1}) {
                    low = Math.min(low, past.z(candidate, value, propensity));
                    high = Math.max(high, past.z(candidate, value, propensity));
                }
            }
            assertEquals(low, past.lowest(propensity), 1e-12);
            assertEquals(high, past.highest(propensity), 1e-12);
        }
    }

    @Test
    void theVarianceGrowsWithTheResidualsOfTheRarerArm() {
        InverseWeighted past = new InverseWeighted(0.1);
        double before = past.variance(0.1);
        past.include(false, 1, 0.1);
        // (0.1 + 0.25)/2 for the baseline, 0.1 still for the candidate
        assertEquals(0.1 / 0.1 + 0.175 / 0.9, past.variance(0.1), 1e-12);
        assertEquals(0.1 / 0.1 + 0.1 / 0.9, before, 1e-12);
    }

    @Test
    void theDifferenceIsPrecisionWeightedAndShrunkToZero() {
        InverseWeighted past = new InverseWeighted(0.1);
        assertEquals(0, past.difference());
        double variance = past.variance(0.5);
        past.include(true, 1, 0.5);
        assertEquals((1 / variance) / (1 / variance + 100), past.difference(), 1e-12);
    }
}
