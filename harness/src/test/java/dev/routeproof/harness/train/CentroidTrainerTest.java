package dev.routeproof.harness.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routeproof.routing.classify.Neighbours;
import dev.routeproof.routing.classify.NeighboursFile;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CentroidTrainerTest {
    private static final List<TaskType> LABELS = List.of(new TaskType("bug"), new TaskType("billing"));

    @TempDir
    private Path folder;

    /** Two directions with a little of a third, told by the words. */
    private static float[] vector(String text) {
        return new float[] {text.contains("bug") ? 1 : 0, text.contains("bill") ? 1 : 0, text.length() % 7 / 20f};
    }

    private static List<LabelledPrompt> prompts() {
        var prompts = new ArrayList<LabelledPrompt>();
        for (int i = 0; i < 60; i++) {
            prompts.add(new LabelledPrompt(LABELS.getFirst(), Prompt.of("a bug " + "x".repeat(i)), "bug " + i));
            prompts.add(new LabelledPrompt(LABELS.getLast(), Prompt.of("a bill " + "x".repeat(i)), "bill " + i));
        }
        return prompts;
    }

    private static CentroidTrainer.Fit fit() throws Exception {
        return CentroidTrainer.fit(LABELS, prompts(), "m", CentroidTrainerTest::vector, 50, 3);
    }

    @Test
    void promptsLeftOutAreLabelledRightAndToldByTheirNeighbours() throws Exception {
        var fit = fit();
        assertThat(fit.heldOut()).isGreaterThan(5);
        assertThat(fit.heldOutRight()).isEqualTo(fit.heldOut());
        var answer = fit.neighbours().classify(vector("my bill"));
        assertThat(answer.classification().taskType()).isEqualTo(LABELS.getLast());
        assertThat(answer.classification().confidence()).isGreaterThan(0.9);
        assertThat(answer.evidence().getFirst().sign()).startsWith("is near \"a bill");
    }

    @Test
    void equalSeedsGiveEqualFilesAndTheFileIsReadAgain() throws Exception {
        String json = NeighboursFile.json(fit().neighbours());
        assertThat(json).isEqualTo(NeighboursFile.json(fit().neighbours()));
        Path file = Files.writeString(folder.resolve("centroids.json"), json);
        Neighbours read = NeighboursFile.load(file);
        assertThat(read.classify(vector("a bug")).classification().taskType()).isEqualTo(LABELS.getFirst());
        assertThatThrownBy(() -> read.classify(new float[5])).hasMessageContaining("5 numbers and the trained ones 3");
    }

    @Test
    void aLongTextIsNotCutWithinACharacter() throws Exception {
        var prompts = prompts().stream()
                .map(prompt -> new LabelledPrompt(
                        prompt.label(),
                        Prompt.of(prompt.prompt().messages().getLast().text().substring(0, 6) + "x".repeat(193)
                                + "\ud83d\ude00"),
                        prompt.group()))
                .toList();
        var fit = CentroidTrainer.fit(LABELS, prompts, "m", CentroidTrainerTest::vector, 50, 3);
        assertThat(fit.neighbours().entries())
                .allSatisfy(entry -> assertThat(entry.text()).endsWith("x").hasSize(199));
    }

    @Test
    void anyAcceptedLabelIsRight() throws Exception {
        var prompts = prompts().stream()
                .map(prompt -> new LabelledPrompt(
                        prompt.label().equals(LABELS.getFirst()) ? LABELS : LABELS.reversed(),
                        Prompt.of("the same length"),
                        prompt.group()))
                .toList();
        var fit = CentroidTrainer.fit(LABELS, prompts, "m", CentroidTrainerTest::vector, 50, 3);
        assertThat(fit.heldOutRight()).isEqualTo(fit.heldOut());
    }

    @Test
    void brokenFileIsOneSentenceWithItsPlace() throws Exception {
        Path file = Files.writeString(folder.resolve("c.json"), "{\"schema\": \"routeproof.classifier\"}");
        assertThatThrownBy(() -> NeighboursFile.load(file))
                .hasMessageContaining("c.json")
                .hasMessageContaining("harness train --kind embedding");
    }
}
