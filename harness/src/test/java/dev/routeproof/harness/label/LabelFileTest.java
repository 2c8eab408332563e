package dev.routeproof.harness.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routeproof.routing.classify.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelFileTest {
    private static final Set<String> KNOWN = Set.of("simple", "code");

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void place() {
        file = folder.resolve("deep/labels.jsonl");
    }

    private static Label label(String key, String taskType) {
        return new Label(key, Prompt.of("prompt of " + key), taskType, "random");
    }

    private List<PromptLine> lines() throws IOException {
        return PromptFile.read(file, KNOWN, null);
    }

    @Test
    void aLabelIsOnDiskBeforeTheNextQuestion() throws IOException {
        try (var labels = LabelFile.open(file, KNOWN)) {
            labels.add(label("a", "simple"));
            assertThat(lines()).singleElement().satisfies(line -> {
                assertThat(line.id()).isEqualTo("a");
                assertThat(line.accepted()).containsExactly("simple");
            });
            labels.add(label("b", "code"));
            assertThat(lines()).hasSize(2);
        }
    }

    @Test
    void laterSessionsGoOn() throws IOException {
        try (var labels = LabelFile.open(file, KNOWN)) {
            labels.add(label("a", "simple"));
        }
        try (var labels = LabelFile.open(file, KNOWN)) {
            assertThat(labels.keys()).containsExactly("a");
            assertThat(labels.undo()).isFalse();
            labels.add(label("b", "code"));
        }
        assertThat(lines()).extracting(PromptLine::id).containsExactly("a", "b");
    }

    @Test
    void undoTakesTheLastLabelBack() throws IOException {
        try (var labels = LabelFile.open(file, KNOWN)) {
            labels.add(label("a", "simple"));
            labels.add(label("b", "code"));
            assertThat(labels.undo()).isTrue();
            assertThat(labels.keys()).containsExactly("a");
            labels.add(label("b", "simple"));
        }
        assertThat(lines()).extracting(line -> line.accepted().getFirst()).containsExactly("simple", "simple");
    }

    @Test
    void aTornLineIsNoLabel() throws IOException {
        try (var labels = LabelFile.open(file, KNOWN)) {
            labels.add(label("a", "simple"));
        }
        Files.writeString(file, "{\"id\": \"b\", \"prom", StandardOpenOption.APPEND);
        try (var labels = LabelFile.open(file, KNOWN)) {
            assertThat(labels.keys()).containsExactly("a");
            labels.add(label("c", "code"));
        }
        assertThat(lines()).extracting(PromptLine::id).containsExactly("a", "c");
    }

    @Test
    void aLastLineWithoutItsBreakIsALabel() throws IOException {
        Files.createDirectories(folder.resolve("deep"));
        String typed = "{\"id\": \"a\", \"prompt\": \"who?\", \"task_type\": \"simple\"}";
        Files.writeString(file, typed);
        try (var labels = LabelFile.open(file, KNOWN)) {
            assertThat(labels.keys()).containsExactly("a");
            labels.add(label("b", "code"));
        }
        assertThat(file).content().startsWith(typed + "\n");
        assertThat(lines()).extracting(PromptLine::id).containsExactly("a", "b");
    }

    @Test
    void whatIsNoLabelFileIsLeftAsItIs() throws IOException {
        Path classifier = Files.writeString(folder.resolve("classifier.json"), "{\"labels\": [\"simple\"]}");
        Path prompts = Files.writeString(folder.resolve("prompts.csv"), "prompt,task_type\nwho?,simple");
        for (Path other : List.of(classifier, prompts)) {
            String before = Files.readString(other);
            assertThatThrownBy(() -> LabelFile.open(other, KNOWN)).hasMessageContaining("name a .jsonl file");
            assertThat(other).hasContent(before);
        }
        Files.createDirectories(folder.resolve("deep"));
        String mistyped = "{\"prompt\": \"who?\", \"task_type\": simple}";
        Files.writeString(file, mistyped);
        assertThatThrownBy(() -> LabelFile.open(file, KNOWN)).hasMessageContaining("labels.jsonl:1");
        assertThat(file).hasContent(mistyped);
    }

    @Test
    void blankLinesMoveNoLabel() throws IOException {
        try (var labels = LabelFile.open(file, KNOWN)) {
            labels.add(label("a", "simple"));
            labels.add(label("b", "simple"));
        }
        Files.writeString(file, "\n" + Files.readString(file).replace("\n", "\n\n"));
        try (var labels = LabelFile.open(file, KNOWN)) {
            labels.take(List.of(label("b", "code")));
        }
        assertThat(lines()).extracting(line -> line.id() + line.accepted()).containsExactly("a[simple]", "b[code]");
    }

    @Test
    void importingTwiceChangesNothing() throws IOException {
        try (var labels = LabelFile.open(file, KNOWN)) {
            labels.add(label("a", "simple"));
            labels.add(label("b", "simple"));
            var given = List.of(label("b", "code"), label("c", "code"), label("a", "simple"));
            assertThat(labels.take(given)).isEqualTo(new LabelFile.Imported(1, 1, 1));
            String once = Files.readString(file);
            assertThat(labels.take(given)).isEqualTo(new LabelFile.Imported(0, 0, 3));
            assertThat(file).hasContent(once);
            labels.add(label("d", "code"));
        }
        assertThat(lines())
                .extracting(line -> line.id() + line.accepted())
                .containsExactly("a[simple]", "b[code]", "c[code]", "d[code]");
    }

    @Test
    void linesThatPeopleWriteAreLabelledByTheirContent() throws IOException {
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(file, """
                {"prompt": "who?", "task_type": "simple"}
                {"prompt": "why?", "task_type": "simple", "id": "t-17"}
                {"prompt": "not yet"}
                """);
        String who = Asked.key(Prompt.of("who?"));
        try (var labels = LabelFile.open(file, KNOWN)) {
            assertThat(labels.keys()).containsExactly(who, "t-17");
            assertThat(labels.labelled())
                    .contains(who, Asked.key(Prompt.of("why?")))
                    .doesNotContain(Asked.key(Prompt.of("not yet")));
            assertThat(labels.take(List.of(new Label(who, Prompt.of("who?"), "code", "import"))))
                    .isEqualTo(new LabelFile.Imported(0, 1, 0));
        }
        assertThat(lines()).extracting(PromptLine::text).containsExactly("who?", "why?", "not yet");
        assertThat(lines().getFirst().accepted()).containsExactly("code");
    }

    @Test
    void twoSessionsAtOnceAreRefused() throws IOException {
        try (var labels = LabelFile.open(file, KNOWN)) {
            assertThatThrownBy(() -> LabelFile.open(file, KNOWN)).hasMessageContaining("by another harness");
            labels.add(label("a", "simple"));
        }
        assertThat(lines()).hasSize(1);
    }
}
