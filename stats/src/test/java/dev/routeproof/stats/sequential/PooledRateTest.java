package dev.routeproof.stats.sequential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PooledRateTest {
    @Test
    void itStartsAtOneHalfWithTheWeightOfSixValues() {
        PooledRate rate = new PooledRate();
        assertEquals(0.5, rate.value());
        rate.include(0);
        assertEquals(3 / 7.0, rate.value(), 1e-12);
    }

    @Test
    void aNewEpochStartsFromTheRateOfTheLastWithThatSameWeight() {
        PooledRate rate = new PooledRate();
        for (int i = 0; i < 94; i++) {
            rate.include(i < 7 ? 1 : 0);
        }
        rate.startEpoch();
        assertEquals(0.1, rate.value(), 1e-12);
        rate.include(1);
        assertEquals((0.6 + 1) / 7, rate.value(), 1e-12);
    }
}
