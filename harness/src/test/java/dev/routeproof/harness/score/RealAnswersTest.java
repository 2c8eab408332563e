package dev.routeproof.harness.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routeproof.datasets.Sample;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.datasets.ScorerSpec.Expression.Language;
import dev.routeproof.datasets.ScorerSpec.Extract;
import dev.routeproof.providers.client.Answer;
import dev.routeproof.providers.client.Timing;
import dev.routeproof.providers.client.Usage;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our grading of real recorded answers beside the accuracy that their source's own grader gives. */
class RealAnswersTest {
    static final Extract ANSWER = new Extract.JsonField("answer");
    static final Map<String, ScorerSpec> SCORERS = Map.of(
            "gsm8k", new ScorerSpec.Numeric(0, 0, ANSWER),
            "cruxeval", new ScorerSpec.Exact(true, ANSWER),
            "math-l5", new ScorerSpec.Numeric(0, 0, ANSWER));
    static final double NEAR = 0.5;
    static final double LARGEST = 1.5 + 1e-9;
    static final ObjectMapper JSON = new ObjectMapper();
    static final Path RECORDINGS = data().resolve("recordings");

    record Pair(String dataset, String model) {}

    @BeforeAll
    static void recordingsAreThere() {
        boolean present = Files.isDirectory(RECORDINGS);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(present)
                    .as("%s must hold the recordings under CI", RECORDINGS)
                    .isTrue();
        }
        assumeTrue(present, () -> "no recordings at " + RECORDINGS + "; set ROUTEPROOF_DATA to run this");
    }

    private static Path data() {
        String named = System.getenv("ROUTEPROOF_DATA");
        return named != null
                ? Path.of(named)
                : Path.of(System.getProperty("routeproof.root"), "../shared/data")
                        .normalize();
    }

    @Test
    void accuracyAgreesWithTheSourcesOwnGrader() throws IOException {
        Map<Pair, Double> differences = new LinkedHashMap<>();
        for (Map.Entry<String, ScorerSpec> scorer : SCORERS.entrySet()) {
            differences.putAll(differences(scorer.getKey(), scorer.getValue()));
        }
        assertThat(differences).hasSize(30);
        assertThat(differences)
                .allSatisfy((pair, points) -> assertThat(Math.abs(points)).isLessThanOrEqualTo(LARGEST));
        assertThat(near(differences)).as("%s", differences).isGreaterThanOrEqualTo(27);
    }

    @Test
    void expressionsOfMathematicsAgreeToo() throws IOException {
        Map<Pair, Double> differences = differences("math-l5", new ScorerSpec.Expression(Language.LATEX, ANSWER));
        assertThat(differences)
                .allSatisfy((pair, points) -> assertThat(Math.abs(points)).isLessThanOrEqualTo(LARGEST));
        assertThat(near(differences)).as("%s", differences).isGreaterThanOrEqualTo(9);
    }

    private static long near(Map<Pair, Double> differences) {
        return differences.values().stream()
                .filter(points -> Math.abs(points) <= NEAR)
                .count();
    }

    /** Our accuracy less the source's, in points. */
    private static Map<Pair, Double> differences(String dataset, ScorerSpec scorer) throws IOException {
        Map<Pair, Double> ours = accuracy(dataset, scorer);
        Map<Pair, Double> differences = new LinkedHashMap<>();
        expectedAccuracy().forEach((pair, percent) -> {
            if (pair.dataset().equals(dataset)) {
                differences.put(pair, ours.getOrDefault(pair, Double.NaN) - percent);
            }
        });
        return differences;
    }

    private static Map<Pair, Double> accuracy(String dataset, ScorerSpec scorer) throws IOException {
        Map<String, Sample> samples = new LinkedHashMap<>();
        for (JsonNode item : lines(dataset + ".items.jsonl.gz")) {
            samples.put(item.get("item").asText(), sample(dataset, item, scorer));
        }
        Map<Pair, Double> right = new HashMap<>();
        for (JsonNode output : lines(dataset + ".outputs.jsonl.gz")) {
            Sample sample = samples.get(output.get("item").asText());
            Score score = Scorer.score(sample, answer(output.get("output").asText()));
            double value = score instanceof Score.Scored scored ? scored.value() : 0;
            right.merge(new Pair(dataset, output.get("model").asText()), value, Double::sum);
        }
        right.replaceAll((pair, sum) -> 100 * sum / samples.size());
        return right;
    }

    private static Sample sample(String dataset, JsonNode item, ScorerSpec scorer) {
        return new Sample(
                dataset,
                item.get("item").asText(),
                new TaskType(item.get("task_type").asText()),
                Prompt.of(item.get("prompt").asText()),
                List.of(),
                List.of(item.get("gold").asText()),
                scorer,
                null,
                Set.of(),
                Set.of());
    }

    private static Answer answer(String text) {
        return new Answer(
                text, List.of(), new Usage(0, 0, 0, 0, Usage.Source.ESTIMATED), Timing.NOT_MEASURED, null, null);
    }

    private static Map<Pair, Double> expectedAccuracy() throws IOException {
        Map<Pair, Double> expected = new LinkedHashMap<>();
        for (String line : Files.readAllLines(RECORDINGS.resolve("expected-accuracy.csv")).stream()
                .skip(1)
                .toList()) {
            String[] cells = line.split(",");
            double correct = Double.parseDouble(cells[3]);
            expected.put(new Pair(cells[0], cells[1]), 100 * correct / Double.parseDouble(cells[2]));
        }
        return expected;
    }

    private static List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(RECORDINGS.resolve(file))), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }
}
