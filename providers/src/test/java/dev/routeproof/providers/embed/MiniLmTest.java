package dev.routeproof.providers.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.routeproof.routing.classify.Neighbours;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MiniLmTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    private static double cosine(float[] one, float[] other) {
        float[] left = Neighbours.unit(one);
        float[] right = Neighbours.unit(other);
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    /** Long command lines belong to development loops; the build's own tests are started by a short one. */
    @BeforeEach
    void theModelCanBeLoadedHere() {
        String refusal = OnnxModel.refusal();
        if (Objects.equals(System.getenv("CI"), "true")) {
            assertThat(refusal).isNull();
        }
        assumeTrue(refusal == null, refusal);
    }

    @Test
    void textsOfOneMeaningAreNearerThanOthers() throws Exception {
        try (var model = new MiniLm()) {
            float[] cat = model.embed("The cat sleeps on the sofa.", LONG);
            float[] kitten = model.embed("A kitten is napping on the couch.", LONG);
            float[] loop = model.embed("Why does my Python loop never end?", LONG);
            assertThat(cat).hasSize(384);
            assertThat(cosine(cat, kitten)).isGreaterThan(0.6);
            assertThat(cosine(cat, loop)).isLessThan(0.3);
            assertThat(model.embed("", LONG)).hasSize(384);
            assertThatThrownBy(() -> model.embed("hello ".repeat(128), Duration.ofNanos(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no embedding within 0 ms");
            assertThat(model.embed("word ".repeat(1_000_000), LONG)).hasSize(384);
        }
    }

    @Test
    void missingModelSaysSoAtEachCall() {
        try (var model = new MiniLm("/no-such.onnx", "/no-such.json")) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> model.embed("hello", LONG))
                        .isInstanceOf(IOException.class)
                        .hasMessage(
                                "the embedding model cannot be loaded: there is no /no-such.onnx on the class path");
            }
        }
    }

    @Test
    void closedModelFails() {
        var model = new MiniLm();
        model.close();
        assertThatThrownBy(() -> model.embed("hello", LONG)).isInstanceOf(IOException.class);
    }
}
