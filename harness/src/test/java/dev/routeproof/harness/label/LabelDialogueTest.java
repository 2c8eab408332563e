package dev.routeproof.harness.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Prompt;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelDialogueTest {
    private static final List<String> LABELS = List.of("simple", "code");

    @TempDir
    Path folder;

    private final StringWriter screen = new StringWriter();

    private List<String> labels(String keys, String... prompts) throws IOException {
        var asked = List.of(prompts).stream()
                .map(text -> new Asked(text, Prompt.of(text), Classification.UNKNOWN, Set.of()))
                .toList();
        Path file = folder.resolve("l.jsonl");
        try (var labels = LabelFile.open(file, Set.copyOf(LABELS))) {
            int done = new LabelDialogue(LABELS, new StringReader(keys), new PrintWriter(screen))
                    .run(asked, labels, "random");
            assertThat(done).isEqualTo(labels.keys().size());
            if (done == 0) {
                return List.of();
            }
        }
        return PromptFile.read(file).stream()
                .map(line -> line.text() + "=" + line.accepted().getFirst())
                .toList();
    }

    @Test
    void digitsLabelAndOtherKeysAreExplained() throws IOException {
        assertThat(labels("1\n7\nx2", "a", "b", "c")).containsExactly("a=simple", "b=code");
        assertThat(screen.toString()).contains("1 of 3").contains("1 to 2, s, u or q");
    }

    @Test
    void undoGoesBackToThePromptLabelledLast() throws IOException {
        assertThat(labels("1s\nu2q", "a", "b", "c")).containsExactly("a=code");
    }

    @Test
    void nothingCanBeTakenBackAtTheBeginning() throws IOException {
        assertThat(labels("u", "a")).isEmpty();
        assertThat(screen.toString()).contains("nothing to take back");
    }

    @Test
    void allOfThemEndTheSession() throws IOException {
        assertThat(labels("12", "a", "b")).containsExactly("a=simple", "b=code");
        assertThat(screen.toString()).contains("All 2 asked.");
    }

    @Test
    void promptsDoNotSteerTheTerminal() {
        assertThat(LabelDialogue.printable("a\u001b[2Jb\u0007\u202Ec\td\n")).isEqualTo("a\uFFFD[2Jb\uFFFD\uFFFDc\td\n");
        assertThat(LabelDialogue.printable("x".repeat(9_000)))
                .hasSizeLessThan(2_100)
                .contains("7000 more characters");
    }
}
