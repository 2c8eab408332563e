package dev.routeproof.harness.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.stats.Result;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private final Agreement agreement = new Agreement();
    private int added;

    private void add(String given, double confidence, String... accepted) {
        var scores = new LinkedHashMap<TaskType, Double>();
        scores.put(new TaskType(given), confidence);
        scores.put(new TaskType("other"), 1 - confidence);
        var answer = new Classification(new TaskType(given), confidence, scores, "linear");
        agreement.add(new PromptLine("p" + ++added, Prompt.of("x"), List.of(accepted), "g", null), answer);
    }

    @Test
    void anyAcceptedLabelIsRight() {
        add("code", 0.9, "reasoning", "code");
        add("code", 0.9, "reasoning");
        assertThat(agreement.counts().successes()).isOne();
        assertThat(agreement.confusion().get("reasoning")).containsEntry("code", 1L);
        assertThat(agreement.perLabel().get("code").n()).isOne();
    }

    @Test
    void calibrationErrorIsTheMeanDistanceOfConfidenceAndAccuracy() {
        for (int i = 0; i < 8; i++) {
            add("code", 0.85, i < 4 ? "code" : "simple");
        }
        for (int i = 0; i < 2; i++) {
            add("code", 0.55, "code");
        }
        assertThat(agreement.confidences().calibrationError()).isEqualTo(0.8 * 0.35 + 0.2 * 0.45, within(1e-12));
    }

    @Test
    void leavingOutTheMistakesGainsWhatTheyCost() {
        for (int i = 0; i < 18; i++) {
            add("code", 0.9, "code");
        }
        add("code", 0.6, "simple");
        add("code", 0.7, "simple");
        var left = agreement.confidences().abstaining(0.1);
        assertThat(left).isInstanceOfSatisfying(Result.Value.class, value -> {
            var gained = (Confidences.Abstaining) value.value();
            assertThat(gained.accuracy()).isEqualTo(1);
            assertThat(gained.gain()).isEqualTo(0.1, within(1e-12));
            assertThat(gained.below()).isEqualTo(0.9);
        });
    }

    @Test
    void equallyCertainAnswersAreLeftOutInEqualParts() {
        for (int i = 0; i < 20; i++) {
            add("code", 0.9, i < 15 ? "code" : "simple");
        }
        var gained =
                (Confidences.Abstaining) agreement.confidences().abstaining(0.1).orElseThrow();
        assertThat(gained.gain()).isEqualTo(0, within(1e-12));
    }

    @Test
    void abstainingNeedsPrompts() {
        add("code", 0.9, "code");
        assertThat(agreement.confidences().abstaining(0.1)).isInstanceOf(Result.NotEstimable.class);
    }

    @Test
    void twoCloseScoresAreAnOverlap() {
        add("code", 0.54);
        add("code", 0.52);
        add("zeta", 0.545, "zeta");
        add("code", 0.8);
        assertThat(agreement.overlaps().pairs())
                .containsExactly(
                        new Overlaps.Pair("code", "other", 2, List.of("p2", "p1")),
                        new Overlaps.Pair("other", "zeta", 1, List.of("p3")));
        assertThat(agreement.prompts()).isEqualTo(4);
        assertThat(agreement.n()).isOne();
    }
}
