package dev.routeproof.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routeproof.harness.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    private static final Path ROOT = Path.of(System.getProperty("routeproof.root", ".."));

    @TempDir
    Path folder;

    /** Tickets of a support desk, written from a few building blocks. */
    private Path tickets() throws IOException {
        List<List<String>> parts = List.of(
                List.of("the invoice of %s", "my payment in %s", "a refund for %s", "the price of the %s plan"),
                List.of("it crashes in %s", "an error after %s", "the page of %s stays empty", "a broken %s button"),
                List.of("greetings from %s", "an idea for %s", "who works on %s", "the office in %s"));
        List<String> labels = List.of("billing", "bug", "other");
        List<String> fill = List.of("March", "Lisbon", "the app", "checkout", "Berlin", "the team", "summer", "basic");
        List<String> openings = List.of("hello, about", "a question on", "please look at", "we noticed", "this is");
        var random = new SplittableRandom(2);
        var text = new StringBuilder();
        for (int i = 0; i < 240; i++) {
            List<String> of = parts.get(i % 3);
            String prompt = openings.get(random.nextInt(5)) + " "
                    + of.get(random.nextInt(4)).formatted(fill.get(random.nextInt(8)));
            text.append("{\"prompt\": \"%s\", \"task_type\": \"%s\", \"desk\": \"d%d\"}\n"
                    .formatted(prompt, labels.get(i % 3), i % 4));
        }
        return Files.writeString(folder.resolve("tickets.jsonl"), text);
    }

    @Test
    void ownLabelsAreTrainedAndThenClassified() throws IOException {
        Path out = folder.resolve("c.json");
        JsonNode trained = json("train", "--data", tickets().toString(), "--out", out.toString(), "--json");
        assertThat(trained.get("labels").toString()).isEqualTo("[\"billing\",\"bug\",\"other\"]");
        assertThat(trained.get("accuracy").asDouble()).isGreaterThan(0.95);
        assertThat(trained.get("ece").asDouble()).isLessThan(0.1);
        assertThat(trained.at("/per_label/bug/n").asInt()).isEqualTo(80);
        JsonNode one =
                json("classify", "--classifier", out.toString(), "the app crashes after my payment button", "--json");
        assertThat(one.get("scores").properties()).hasSize(3);
        assertThat(json("classify", "--classifier", out.toString(), "an error after checkout", "--json")
                        .get("task_type")
                        .asText())
                .isEqualTo("bug");
    }

    @Test
    void ownLabelsServeACandidateAndOthersAreRefused() throws IOException {
        Files.writeString(folder.resolve("models.yaml"), """
                task_types: {billing: about money, bug: about faults, other: the rest}
                providers: {local: {wire: openai, base_url: "http://127.0.0.1:1/v1"}}
                models: [{id: m, provider: local, name: m, tier: small, input: 1, output: 1, context: 100000, capabilities: []}]
                """);
        Files.createDirectories(folder.resolve("candidates"));
        Files.writeString(
                folder.resolve("table.yaml"), "id: t\ndefault: m\nroutes: {bug: {eco: m, balanced: m, sport: m}}\n");
        Path candidate = Files.writeString(
                folder.resolve("candidates/own.yaml"),
                "id: own\ntable: ../table.yaml\ncascade: [{kind: linear, file: c.json, believe: 0.5}]\n");
        String out = folder.resolve("candidates/c.json").toString();
        json("train", "--data", tickets().toString(), "--out", out, "--json");
        JsonNode answer = json("classify", "--candidate", candidate.toString(), "--json", "an error after checkout");
        assertThat(answer.get("task_type").asText()).isEqualTo("bug");
        assertThat(answer.at("/routes/balanced").asText()).isEqualTo("m");
        Files.copy(ROOT.resolve("candidates/classifier.json"), folder.resolve("other.json"));
        Files.writeString(candidate, Files.readString(candidate).replace("c.json", "../other.json"));
        Console refused = Console.run("classify", "--candidate", candidate.toString(), "x");
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("own.yaml:3").contains("billing");
    }

    @Test
    void eachValueOfAFieldIsLeftOutInTurn() throws IOException {
        JsonNode trained = json(
                "train",
                "--data",
                tickets().toString(),
                "--out",
                folder.resolve("c.json").toString(),
                "--leave-out",
                "desk",
                "--json");
        assertThat(trained.get("left_out")).hasSize(4);
        assertThat(trained.at("/left_out/0/value").asText()).isEqualTo("d0");
        assertThat(trained.get("mean_accuracy").asDouble()).isGreaterThan(0.9);
        assertThat(trained.get("n").asInt()).isEqualTo(240);
    }

    @Test
    void tooFewPromptsOfALabelAreNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("f.jsonl"), """
                {"prompt": "a", "task_type": "billing"}
                {"prompt": "b", "task_type": "bug"}
                """);
        Console console = Console.run(
                "train", "--data", file.toString(), "--out", folder.resolve("c").toString());
        assertThat(console.exit()).isEqualTo(3);
        assertThat(console.err()).contains("There are 1 prompts labelled 'billing'; label at least 5 of each");
        assertThat(folder.resolve("c")).doesNotExist();
    }

    @Test
    void variantsOfOnePromptAreNotEnough() throws IOException {
        String lines = "{\"prompt\": \"ticket 1\", \"task_type\": [\"a\", \"b\"]}\n".repeat(6);
        Path file = Files.writeString(folder.resolve("f.jsonl"), lines);
        Console console = Console.run(
                "train", "--data", file.toString(), "--out", folder.resolve("c").toString());
        assertThat(console.exit()).isEqualTo(3);
        assertThat(console.err()).contains("variants of one; add prompts that differ");
    }

    @Test
    void whatCannotBeJudgedIsNotWrittenEither() throws IOException {
        var lines = new StringBuilder();
        for (String label : List.of("a", "b")) {
            for (String word : List.of("maple", "river", "copper", "lantern", "window")) {
                lines.append("{\"prompt\": \"%s %s\", \"task_type\": \"%s\", \"cluster\": \"%s\"}\n"
                        .formatted(label, word, label, label));
            }
        }
        Path file = Files.writeString(folder.resolve("f.jsonl"), lines);
        Path before = Files.writeString(folder.resolve("c.json"), "the one of yesterday");
        Console console = Console.run("train", "--data", file.toString(), "--out", before.toString());
        assertThat(console.exit()).isEqualTo(3);
        assertThat(before).content().isEqualTo("the one of yesterday");
    }

    /** A dataset of the words of which no label can be known: 60 prompts, half of them simple and half code. */
    private Path noise(Path lines) throws IOException {
        var random = new SplittableRandom(5);
        List<String> words = List.of("maple", "river", "copper", "lantern", "window", "garden", "marble", "thunder");
        Path dataset = Files.createDirectories(folder.resolve("noise"));
        Files.writeString(
                dataset.resolve("card.yaml"),
                "name: noise\nlicence: MIT\nsource: written\n"
                        + "description: Noise.\ntask_type: simple\nscorer: {kind: exact}\n");
        var text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            var prompt = new StringBuilder("thing");
            for (int word = 0; word < 6; word++) {
                prompt.append(' ').append(words.get(random.nextInt(words.size())));
            }
            text.append("{\"id\": \"n%d\", \"prompt\": \"%s\", \"task_type\": \"%s\", \"target\": \"x\"}\n"
                    .formatted(i, prompt, random.nextBoolean() ? "simple" : "code"));
        }
        Files.writeString(dataset.resolve("samples.jsonl"), text);
        Files.writeString(lines, text);
        return dataset;
    }

    @Test
    void thatADatasetHoldsAPromptTooDoesNotTellItsLabel() throws IOException {
        Path lines = folder.resolve("own.jsonl");
        Path catalog = Files.writeString(folder.resolve("models.yaml"), """
                task_types: {simple: easy, code: programs}
                providers: {sandbox: {wire: sandbox}}
                models: [{id: m, provider: sandbox, name: m, tier: small, input: 1, output: 1, sandbox: {accuracy: {simple: 1, code: 1}, output_tokens: 1, first_token_ms: {p50: 1, p95: 2}, tokens_per_second: 1, error_rate: 0, seed: 1}}]
                """);
        JsonNode trained = json(
                "train",
                "--datasets",
                noise(lines).toString(),
                "--data",
                lines.toString(),
                "--taxonomy",
                catalog.toString(),
                "--out",
                folder.resolve("c.json").toString(),
                "--json");
        assertThat(trained.get("n").asInt()).isEqualTo(60);
        assertThat(trained.get("accuracy").asDouble()).isLessThan(0.7);
    }

    @Test
    void datasetsOfOtherLabelsAreNamed() throws IOException {
        Path noise = noise(folder.resolve("own.jsonl"));
        Console console = Console.run(
                "train",
                "--data",
                tickets().toString(),
                "--datasets",
                noise.toString(),
                "--out",
                folder.resolve("c.json").toString());
        assertThat(console.exit()).as(console.err()).isEqualTo(3);
        assertThat(console.err())
                .contains("The dataset noise has prompts labelled '")
                .contains("none of the labels billing, bug, other; leave --datasets out");
    }

    @Test
    void leavingOutIsRefusedWhereNothingWouldBe() throws IOException {
        Console console =
                Console.run("train", "--kind", "embedding", "--data", tickets().toString(), "--leave-out", "desk");
        assertThat(console.exit()).isEqualTo(2);
        assertThat(console.err()).contains("--leave-out judges --kind linear");
    }

    @Test
    void labelsOfTheCatalogAreTheOnlyOnes() throws IOException {
        Path catalog = Files.writeString(folder.resolve("models.yaml"), """
                task_types: {billing: about money, crash: about faults, other: the rest}
                providers: {sandbox: {wire: sandbox}}
                models: [{id: m, provider: sandbox, name: m, tier: small, input: 1, output: 1, sandbox: {accuracy: {billing: 1, crash: 1, other: 1}, output_tokens: 1, first_token_ms: {p50: 1, p95: 2}, tokens_per_second: 1, error_rate: 0, seed: 1}}]
                """);
        Console console = Console.run(
                "train",
                "--data",
                tickets().toString(),
                "--taxonomy",
                catalog.toString(),
                "--out",
                folder.resolve("c").toString());
        assertThat(console.exit()).as(console.err()).isEqualTo(3);
        assertThat(console.err()).contains("tickets.jsonl:2  'bug' is none of the labels billing, crash, other");
    }

    @Test
    void sourcesNotSeenAreLabelledAsTheirOwnersLabelThem() throws IOException {
        Path file = SharedData.file("prompts/labelled.jsonl.gz");
        JsonNode trained = json(
                "train",
                "--data",
                file.toString(),
                "--leave-out",
                "label",
                "--per-label",
                "1000",
                "--out",
                folder.resolve("c.json").toString(),
                "--json");
        assertThat(trained.get("mean_accuracy").asDouble()).isGreaterThanOrEqualTo(0.8);
        assertThat(trained.get("ece").asDouble()).isLessThanOrEqualTo(0.05);
        assertThat(trained.at("/abstain/gain_points").asDouble()).isGreaterThan(2);
    }

    private static JsonNode json(String... arguments) throws IOException {
        Console console = Console.run(arguments);
        assertThat(console.exit()).as(console.err()).isZero();
        return new ObjectMapper().readTree(console.out());
    }
}
