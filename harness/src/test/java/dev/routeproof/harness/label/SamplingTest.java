package dev.routeproof.harness.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static final TaskType CODE = new TaskType("code");
    private static final TaskType SIMPLE = new TaskType("simple");

    private static Asked asked(String text, double confidence, String... given) {
        var scores = Map.of(CODE, confidence, SIMPLE, 1 - confidence);
        return new Asked(text, Prompt.of(text), new Classification(CODE, confidence, scores, "linear"), Set.of(given));
    }

    private final List<Asked> prompts = new ArrayList<>(List.of(
            asked("sure", 0.99, "code"),
            asked("close", 0.52, "code"),
            asked("closer", 0.51, "code"),
            asked("unsure", 0.7, "code"),
            asked("disputed", 0.95, "simple"),
            asked("divided", 0.9, "simple", "code")));

    private List<String> pick(Sampling how, int count) {
        return how.pick(prompts, Set.of(), count, 1).stream().map(Asked::id).toList();
    }

    @Test
    void theLeastCertainComeFirst() {
        assertThat(pick(Sampling.LOW_CONFIDENCE, 3)).containsExactly("closer", "close", "unsure");
    }

    @Test
    void overlapsAreTwoCloseScores() {
        assertThat(pick(Sampling.OVERLAP, 10)).containsExactly("closer", "close");
    }

    @Test
    void disagreementsAreLabelsOfOthers() {
        assertThat(pick(Sampling.DISAGREEMENT, 10)).containsExactlyInAnyOrder("disputed", "divided");
    }

    @Test
    void randomFollowsTheSeedNotTheOrder() {
        for (int i = 0; i < 100; i++) {
            prompts.add(asked("p" + i, 0.8));
        }
        var first = pick(Sampling.RANDOM, 10);
        assertThat(first).doesNotHaveDuplicates().hasSize(10);
        assertThat(Sampling.RANDOM.pick(prompts.reversed(), Set.of(), 10, 1))
                .extracting(Asked::id)
                .isEqualTo(first);
        assertThat(Sampling.RANDOM.pick(prompts, Set.of(), 10, 2))
                .extracting(Asked::id)
                .isNotEqualTo(first);
    }

    @Test
    void theSameSampleGoesOnAfterTheLabelledOnes() {
        for (int i = 0; i < 100; i++) {
            prompts.add(asked("p" + i, 0.8));
        }
        var first = Sampling.RANDOM.pick(prompts, Set.of(), 20, 1);
        var labelled = new HashSet<String>();
        first.subList(0, 5).forEach(asked -> labelled.add(asked.key()));
        assertThat(Sampling.RANDOM.pick(prompts, labelled, 15, 1)).isEqualTo(first.subList(5, 20));
    }

    @Test
    void randomTreatsAllAlike() {
        var counts = new int[6];
        for (int seed = 0; seed < 6_000; seed++) {
            counts[
                    prompts.indexOf(
                            Sampling.RANDOM.pick(prompts, Set.of(), 1, seed).getFirst())]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(850, 1_150);
        }
    }

    @Test
    void aPromptIsAskedOnceWhereverItComesFrom() {
        prompts.add(new Asked("again", Prompt.of("close"), prompts.get(1).answer(), Set.of()));
        var labelled = new HashSet<String>();
        labelled.add(prompts.getFirst().key());
        assertThat(Sampling.RANDOM.pick(prompts, labelled, 10, 1))
                .hasSize(5)
                .extracting(asked -> asked.prompt().messages().getLast().text())
                .doesNotContain("sure")
                .containsOnlyOnce("close");
    }
}
