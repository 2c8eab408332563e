package dev.routeproof.stats.sequential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WatchedDifferenceTest {
    @Test
    void fedTogetherTheySayWhatTheySayFedOneAfterTheOther() {
        WatchedDifference together = new WatchedDifference(0.03, 0.025);
        MarginBet margin = new MarginBet(0.03);
        DifferenceSequence interval = new DifferenceSequence(0.025);
        SplittableRandom random = new SplittableRandom(31);
        for (int t = 0; t < 5_000; t++) {
            double propensity = t % 50 == 0 ? 1 : t % 3 == 0 ? 0.2 : 0.5;
            boolean candidate = random.nextDouble() < propensity;
            double value = random.nextInt(5) == 0 ? random.nextDouble() : 0;
            if (t == 2_000) {
                together.startEpoch();
                margin.startEpoch();
                interval.startEpoch();
            }
            assertEquals(margin.observe(candidate, value, propensity), together.observe(candidate, value, propensity));
            interval.observe(candidate, value, propensity);
        }
        assertEquals(Monitors.value(margin.evidence()), Monitors.value(together.evidence()));
        assertEquals(Monitors.estimate(interval), Monitors.value(together.estimate()));
    }
}
