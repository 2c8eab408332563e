package dev.routeproof.harness.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routeproof.harness.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptFileTest {
    @TempDir
    Path folder;

    @Test
    void jsonLinesHaveOneLabelOrSeveral() throws IOException {
        Path file = Files.writeString(folder.resolve("f.jsonl"), """
                {"prompt": "one", "task_type": "code", "id": "a"}
                {"prompt": "two", "task_type": ["simple", "complex"], "cluster": "c"}
                {"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "three 3"}]}
                """);
        List<PromptLine> lines = PromptFile.read(file);
        assertThat(lines).extracting(PromptLine::id).containsExactly("a", "line 2", "line 3");
        assertThat(lines)
                .extracting(PromptLine::accepted)
                .containsExactly(List.of("code"), List.of("simple", "complex"), List.of());
        assertThat(lines).extracting(PromptLine::group).containsExactly("one", "c", "three 0");
        assertThat(lines.getLast().prompt().messages()).hasSize(2);
    }

    @Test
    void aPromptThatStandsTwiceIsOneGroupWhateverItsClusters() throws IOException {
        Path file = Files.writeString(folder.resolve("f.jsonl"), """
                {"prompt": "Who wrote Emma?", "cluster": "a"}
                {"prompt": "who wrote  emma?"}
                {"prompt": "Who wrote Emma?", "cluster": "b"}
                {"prompt": "Who is the author of Emma?", "cluster": "b"}
                {"prompt": "Who wrote Ivanhoe?", "cluster": "c"}
                """);
        List<String> groups =
                PromptFile.read(file).stream().map(PromptLine::group).toList();
        assertThat(groups.subList(0, 4)).containsOnly(groups.getFirst());
        assertThat(groups.getLast()).isNotEqualTo(groups.getFirst());
    }

    @Test
    void theLineThatIsNotUtf8IsNamed() throws IOException {
        Path file = folder.resolve("f.jsonl");
        Files.write(file, "{\"prompt\": \"a\"}\n{\"prompt\": \"caf\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> PromptFile.read(file)).hasMessageContaining("f.jsonl:2  is not UTF-8 text");
    }

    @Test
    void aNumberMayBeALabel() throws IOException {
        Path file = Files.writeString(folder.resolve("f.jsonl"), "{\"prompt\": \"one\", \"task_type\": 3}\n");
        assertThat(PromptFile.read(file).getFirst().accepted()).containsExactly("3");
    }

    @Test
    void spreadsheetsWork() throws IOException {
        Path file = Files.writeString(
                folder.resolve("f.csv"), "prompt,task_type,team\n\"a, b\",simple|code,x\n\"line\nbreak\",,y\n");
        List<PromptLine> lines = PromptFile.read(file, null, "team");
        assertThat(lines).extracting(PromptLine::text).containsExactly("a, b", "line\nbreak");
        assertThat(lines.getFirst().accepted()).containsExactly("simple", "code");
        assertThat(lines).extracting(PromptLine::part).containsExactly("x", "y");
    }

    @Test
    void everyBrokenLineIsNamedAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("f.jsonl"), """
                {"prompt": "fine", "task_type": "code", "source": "x"}
                {"text": 1}
                nonsense
                {"prompt": "a", "task_type": "poetry", "source": "x"}
                {"prompt": "a", "task_type": "code"}
                """);
        assertThatThrownBy(() -> PromptFile.read(file, Set.of("code"), "source"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("f.jsonl:2  has no text under 'prompt'; write {\"prompt\": …}")
                .hasMessageContaining("f.jsonl:3  is no JSON object")
                .hasMessageContaining("f.jsonl:4  'poetry' is none of the labels code")
                .hasMessageContaining("f.jsonl:5  has no field 'source'; it has prompt, task_type")
                .hasMessageContaining("4 problems. Nothing was done.");
    }

    @Test
    void brokenMessagesAreToldAsSuch() throws IOException {
        Path file = Files.writeString(folder.resolve("f.jsonl"), """
                {"messages": [{"role": "developer", "content": "be brief"}, {"role": "user", "content": "who?"}]}
                """);
        assertThatThrownBy(() -> PromptFile.read(file))
                .hasMessageContaining("f.jsonl:1  has 'messages' that are no list of {\"role\": system, user");
    }

    @Test
    void onlyTheFirstOfManyBrokenLinesAreShown() throws IOException {
        Path file = Files.writeString(folder.resolve("f.jsonl"), "{}\n".repeat(25));
        assertThatThrownBy(() -> PromptFile.read(file))
                .hasMessageContaining(":10  ")
                .hasMessageContaining("… and 15 more\n25 problems")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain(":11  "));
    }

    @Test
    void anEmptyFileSaysWhatToWrite() throws IOException {
        Path file = Files.writeString(folder.resolve("f.jsonl"), "\n\n");
        assertThatThrownBy(() -> PromptFile.read(file)).hasMessageContaining("holds no prompt; write {\"prompt\": …}");
        assertThatThrownBy(() -> PromptFile.read(folder.resolve("none.jsonl")))
                .hasMessageContaining("no readable file");
    }
}
