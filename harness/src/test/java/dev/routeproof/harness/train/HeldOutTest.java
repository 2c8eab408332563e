package dev.routeproof.harness.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.harness.label.PromptLine;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HeldOutTest {
    private static final List<TaskType> LABELS = List.of(new TaskType("a"), new TaskType("b"));
    private static final List<String> WORDS =
            List.of("maple", "river", "copper", "lantern", "window", "garden", "marble", "thunder", "velvet", "canyon");

    private static List<PromptLine> lines(int n, boolean learnable, int variants) {
        var random = new SplittableRandom(9);
        var lines = new ArrayList<PromptLine>();
        for (int i = 0; i < n; i++) {
            var text = new StringBuilder();
            for (int word = 0; word < 6; word++) {
                text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
            }
            boolean first = random.nextBoolean();
            text.append(learnable ? (first ? "invoice" : "crash") : "thing");
            for (int variant = 0; variant < variants; variant++) {
                lines.add(new PromptLine(
                        "p" + i, Prompt.of(text.toString()), List.of(first ? "a" : "b"), "g" + i, "part" + i % 4));
            }
        }
        return lines;
    }

    @Test
    void aLearnableLabelIsFoundOnPromptsNotSeen() {
        var agreement = new HeldOut(LABELS, List.of(), lines(120, true, 1), 1).byFolds();
        assertThat(agreement.n()).isEqualTo(120);
        assertThat(agreement.counts().rate()).isGreaterThan(0.95);
    }

    @Test
    void copiesOfAPromptDoNotTellItsLabel() {
        var agreement = new HeldOut(LABELS, List.of(), lines(100, false, 4), 1).byFolds();
        assertThat(agreement.counts().rate()).isLessThan(0.65);
    }

    @Test
    void copiesInAnotherPartDoNotTellTheLabelEither() {
        var copied = new ArrayList<PromptLine>();
        for (PromptLine line : lines(200, false, 1)) {
            copied.add(line);
            if (!"part0".equals(line.part())) {
                copied.add(new PromptLine(line.id(), line.prompt(), line.accepted(), line.group(), "copies"));
            }
        }
        var parts = new HeldOut(LABELS, List.of(), copied, 1).byParts();
        assertThat(parts.parts()).hasSize(5);
        assertThat(parts.parts()).extracting(HeldOut.Part::name).contains("copies");
        assertThat(parts.parts().stream()
                        .filter(part -> !part.name().equals("copies"))
                        .mapToDouble(part -> part.agreement().counts().rate())
                        .average()
                        .orElseThrow())
                .isLessThan(0.65);
    }

    @Test
    void eachPartCountsAlikeInTheMean() {
        var parts = new HeldOut(LABELS, List.of(), lines(120, true, 1), 1).byParts();
        double sum = 0;
        for (HeldOut.Part part : parts.parts()) {
            sum += part.agreement().counts().rate();
        }
        assertThat(parts.mean()).isEqualTo(sum / 4);
        assertThat(parts.together().n()).isEqualTo(120);
    }

    @Test
    void anyOfSeveralAcceptedLabelsIsLearnt() {
        var lines = new ArrayList<>(lines(60, true, 1));
        lines.addAll(lines(60, true, 1).stream()
                .map(line -> new PromptLine(
                        line.id(), Prompt.of("ambiguous " + line.text()), List.of("a", "b"), line.group() + "x", "p"))
                .toList());
        assertThat(new HeldOut(LABELS, List.of(), lines, 1).byFolds().counts().rate())
                .isGreaterThan(0.95);
    }
}
