package dev.routeproof.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routeproof.harness.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyCommandTest {
    private static final Path ROOT = Path.of(System.getProperty("routeproof.root", ".."));

    @TempDir
    Path folder;

    @Test
    void promptIsExplainedInWords() {
        Console console = Console.run("classify", "Write a function that adds two numbers");
        assertThat(console.exit()).isZero();
        assertThat(console.out()).startsWith("code, ").contains("asks for a function, query or program");
    }

    @Test
    void anyAcceptedLabelIsRight() throws IOException {
        Path file = Files.writeString(folder.resolve("f.jsonl"), """
                {"prompt": "who wrote the iliad", "task_type": ["complex", "simple"]}
                {"prompt": "who wrote the odyssey", "task_type": "code"}
                {"prompt": "who wrote the aeneid"}
                """);
        JsonNode result = json("classify", "--file", file.toString(), "--json");
        assertThat(result.get("n").asInt()).isEqualTo(2);
        assertThat(result.get("accuracy").asDouble()).isEqualTo(0.5);
        assertThat(result.at("/confusion/code/simple").asInt()).isOne();
        assertThat(result.at("/stages/linear").asInt()).isEqualTo(3);
    }

    @Test
    void aConfidenceThatIsNoneIsAUsageError() {
        Console console = Console.run("classify", "--believe", "80", "hello");
        assertThat(console.exit()).isEqualTo(2);
        assertThat(console.err()).contains("--believe 80.0: a confidence is a number from 0 to 1.");
    }

    @Test
    void brokenLineIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("f.jsonl"), "{\"prompt\": \"a\"}\n{\"text\": 1}\n");
        Console console = Console.run("classify", "--file", file.toString());
        assertThat(console.exit()).isEqualTo(3);
        assertThat(console.err())
                .contains("f.jsonl:2  has no text under 'prompt'")
                .doesNotContain("\tat ");
    }

    @Test
    void committedClassifierIsWhatTrainingGives() throws IOException {
        Path trained = folder.resolve("c.json");
        Console console = Console.run(
                "train", "--datasets", ROOT.resolve("eval-datasets/data").toString(), "--out", trained.toString());
        assertThat(console.exit()).as(console.err()).isZero();
        assertThat(trained).hasSameTextualContentAs(ROOT.resolve("candidates/classifier.json"));
    }

    /** Chat, errands, passages, coding, mathematics, business, agents: written for this test and never trained on. */
    @Test
    void kindsOfPromptsNeverTrainedOnAreLabelledRight() throws IOException {
        String file =
                ROOT.resolve("harness/src/test/resources/prompts/unseen.jsonl").toString();
        JsonNode result = json("classify", "--file", file, "--json");
        assertThat(result.get("accuracy").asDouble()).isGreaterThanOrEqualTo(0.9);
        for (String label : List.of("simple", "code", "reasoning", "complex")) {
            assertThat(result.at("/per_label/" + label + "/accuracy").asDouble())
                    .as(label)
                    .isGreaterThanOrEqualTo(0.85);
        }
    }

    @Test
    void promptsOfOthersAreLabelledAsTheyLabelThem() throws IOException {
        Path file = SharedData.file("prompts/labelled.jsonl.gz");
        JsonNode result = json("classify", "--file", file.toString(), "--json");
        assertThat(result.get("accuracy").asDouble()).isGreaterThanOrEqualTo(0.88);
        assertThat(result.get("ece").asDouble()).isLessThanOrEqualTo(0.05);
        for (String label : List.of("simple", "code", "reasoning")) {
            assertThat(result.at("/per_label/" + label + "/accuracy").asDouble())
                    .as(label)
                    .isGreaterThanOrEqualTo(0.8);
        }
    }

    @Test
    void aCandidateIsAskedWholeAndItsTableSaysWhereTo() throws IOException {
        String candidate = ROOT.resolve("candidates/q4.yaml").toString();
        String[] asked = {"classify", "--candidate", candidate, "Write a function that adds two numbers"};
        Console console = Console.run(asked);
        assertThat(console.exit()).as(console.err()).isZero();
        assertThat(console.out())
                .startsWith("code, ")
                .contains("linear says code")
                .contains("routed to:  eco ");
        JsonNode result = json("classify", "--candidate", candidate, "--json", asked[3]);
        assertThat(result.at("/routes/eco").asText()).isEqualTo("sandbox-coder");
        assertThat(result.get("late").asBoolean()).isFalse();
    }

    @Test
    void eachStageHasItsShareAndTime() throws IOException {
        Path file = Files.writeString(folder.resolve("f.jsonl"), """
                {"prompt": "who wrote the iliad", "task_type": "simple"}
                {"prompt": "```java\\nint x = 1;\\n``` what is printed?", "task_type": "code"}
                """);
        Path rules = Files.writeString(
                folder.resolve("rules.yaml"), "rules: [{label: code, weight: 0.9, any: {code_block: true}}]\n");
        JsonNode result = json("classify", "--file", file.toString(), "--rules", rules.toString(), "--json");
        assertThat(result.at("/stage_times/rules/asked").asInt()).isEqualTo(2);
        assertThat(result.at("/stage_times/rules/decided").asInt()).isOne();
        assertThat(result.at("/stage_times/linear/asked").asInt()).isOne();
    }

    @Test
    void labelsTheClassifierDoesNotKnowAreNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("f.jsonl"), "{\"prompt\": \"a\", \"task_type\": \"poem\"}\n");
        Console console = Console.run("classify", "--file", file.toString());
        assertThat(console.exit()).isEqualTo(3);
        assertThat(console.err()).contains("f.jsonl:1  'poem' is none of the labels code, complex, reasoning, simple");
    }

    private static JsonNode json(String... args) throws IOException {
        Console console = Console.run(args);
        assertThat(console.exit()).as(console.err()).isZero();
        return new ObjectMapper().readTree(console.out());
    }
}
