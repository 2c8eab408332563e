package dev.routeproof.stats.stratified;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.Result;
import org.junit.jupiter.api.Test;

class StratifiedMeansTest {
    @Test
    void aRampWhileValuesFallDoesNotPoseAsASaving() {
        var means = new StratifiedMeans();
        int[] candidates = {5, 20, 60};
        double[] baseline = {0.010, 0.006, 0.001};
        for (int epoch = 0; epoch < 3; epoch++) {
            means.startEpoch();
            for (int i = 0; i < 100; i++) {
                boolean candidate = i < candidates[epoch];
                means.include(candidate, baseline[epoch] * (candidate ? 0.9 : 1));
            }
        }
        assertThat(means.saving().orElseThrow()).isCloseTo(0.1, within(1e-12));
        double weighted = (0.0475 * 0.010 + 0.16 * 0.006 + 0.24 * 0.001) / (0.0475 + 0.16 + 0.24);
        assertThat(means.baseline().orElseThrow()).isCloseTo(weighted, within(1e-15));
        assertThat(means.candidate().orElseThrow()).isCloseTo(0.9 * weighted, within(1e-15));
    }

    @Test
    void anEpochWithOneArmCarriesNoWeightAndAloneIsNotEstimable() {
        var means = new StratifiedMeans();
        means.include(true, 1);
        assertThat(means.candidate()).isInstanceOf(Result.NotEstimable.class);
        assertThat(means.saving()).isInstanceOf(Result.NotEstimable.class);
        means.startEpoch();
        means.include(true, 3);
        means.include(false, 4);
        assertThat(means.candidate()).isEqualTo(Result.value(3.0));
        assertThat(means.saving()).isEqualTo(Result.value(0.25));
    }
}
