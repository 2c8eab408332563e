package dev.routeproof.proxy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.catalog.ModelId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveLatenciesTest {
    private static final ModelId MODEL = new ModelId("m");
    private final LiveLatencies latencies = new LiveLatencies();

    private void answered(int from, int to) {
        for (int millis = from; millis <= to; millis++) {
            latencies.answered(MODEL, Duration.ofMillis(millis).toNanos());
        }
    }

    @Test
    void fewAnswersSayNothing() {
        answered(1, 19);
        assertThat(latencies.of(MODEL)).isEmpty();
        assertThat(latencies.of(new ModelId("other"))).isEmpty();
    }

    @Test
    void nineteenOfTwentyAnswersCameWithinIt() {
        answered(1, 100);
        assertThat(latencies.of(MODEL)).contains(Duration.ofMillis(95));
    }

    @Test
    void onlyTheLast256AnswersCount() {
        answered(1, 1_000);
        assertThat(latencies.of(MODEL)).contains(Duration.ofMillis(744 + 244));
    }
}
