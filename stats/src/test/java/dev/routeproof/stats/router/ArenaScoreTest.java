package dev.routeproof.stats.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ArenaScoreTest {
    @Test
    void matchesThePublishedExample() {
        assertThat(ArenaScore.of(0.6841, 0.29)).isCloseTo(0.67657, within(5e-6));
    }

    @Test
    void nothingForTheDearestOrTheAlwaysWrong() {
        assertThat(ArenaScore.of(0.9, 200)).isZero();
        assertThat(ArenaScore.of(0.9, 1_000)).isZero();
        assertThat(ArenaScore.of(0, 0.3)).isZero();
        assertThat(ArenaScore.of(0, 200)).isZero();
    }

    @Test
    void whatIsFreeCountsAsTheCheapest() {
        assertThat(ArenaScore.of(1, 0)).isEqualTo(1).isEqualTo(ArenaScore.of(1, 0.0044));
    }

    @Test
    void betterAndCheaperBothScoreMore() {
        assertThat(ArenaScore.of(0.8, 0.3)).isGreaterThan(ArenaScore.of(0.7, 0.3));
        assertThat(ArenaScore.of(0.7, 0.2)).isGreaterThan(ArenaScore.of(0.7, 0.3));
    }
}
