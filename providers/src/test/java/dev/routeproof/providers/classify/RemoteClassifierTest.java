package dev.routeproof.providers.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.providers.client.Answer;
import dev.routeproof.providers.client.ChatCall;
import dev.routeproof.providers.client.ModelClient;
import dev.routeproof.providers.client.Outcome;
import dev.routeproof.providers.client.Timing;
import dev.routeproof.providers.client.Usage;
import dev.routeproof.providers.sandbox.FaultScript;
import dev.routeproof.providers.sandbox.FaultServer;
import dev.routeproof.providers.sandbox.Faults;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Prices;
import dev.routeproof.routing.catalog.Provider;
import dev.routeproof.routing.catalog.Tier;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.classify.Evidence;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.StageSpec.Question;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.classify.Taxonomy;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class RemoteClassifierTest {
    private static final Prompt PROMPT = Prompt.of("Why does my loop never end?");
    private static final Duration BUDGET = Duration.ofSeconds(5);

    /** A model that always says the same. */
    private record Saying(String text) implements ModelClient {
        @Override
        public Outcome call(ChatCall call) {
            var usage = new Usage(50, 0, 5, 0, Usage.Source.REPORTED);
            return new Outcome.Completed(new Answer(text, List.of(), usage, Timing.NOT_MEASURED, "stop", null));
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static RemoteAnswer asked(String says, Question question) throws IOException {
        var provider = new Provider("p", Wire.SANDBOX, null, null, 1, null, null);
        var model = new Model(new ModelId("m"), provider, "m", Tier.SMALL, new Prices(1, 1, 1), 8_000, Set.of(), null);
        try (var classifier = new LlmClassifier(new Saying(says), model, question, Taxonomy.DEFAULT)) {
            return classifier.classify(PROMPT, BUDGET);
        }
    }

    private static String top(RemoteAnswer answer) {
        return answer.scores().entrySet().stream()
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .orElseThrow()
                .getKey()
                .label();
    }

    @ParameterizedTest
    @CsvSource({"1,simple", "'Score: 4.',code", "7/10,reasoning", "10,complex"})
    void difficultyIsLaidOverTheTaxonomy(String says, String label) throws IOException {
        RemoteAnswer answer = asked(says, Question.SCORE_1_10);
        assertThat(top(answer)).isEqualTo(label);
        assertThat(answer.scores().values().stream().mapToDouble(score -> score).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(answer.inputTokens()).isEqualTo(50);
    }

    @Test
    void jsonAnswerIsReadOutOfItsSurroundings() throws IOException {
        RemoteAnswer answer = asked(
                "Sure:\n```json\n{\"task_type\": \"Code\", \"confidence\": 0.9, \"reasoning\": \"a loop\"}\n```",
                Question.TIER_JSON);
        assertThat(answer.scores()).containsEntry(new TaskType("code"), 0.9);
        assertThat(answer.evidence()).extracting(Evidence::sign).containsExactly("a loop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no idea", "{\"task_type\": \"poetry\"}", "{broken}", "[1]"})
    void nonsenseIsNoClassification(String says) {
        assertThatThrownBy(() -> asked(says, Question.TIER_JSON)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> asked("eleventy 99", Question.SCORE_1_10)).isInstanceOf(IOException.class);
    }

    @Test
    void rubricServiceIsSentLabelsWithTheirRubrics() throws Exception {
        FaultScript script = Faults.raw(
                200, "application/json", "{\"top_label\":\"code\",\"scores\":{\"code\":3,\"simple\":1,\"other\":9}}");
        try (var server = FaultServer.start(script);
                var classifier = new RubricClassifier(server.baseUrl(), null, Taxonomy.DEFAULT)) {
            RemoteAnswer answer = classifier.start(PROMPT, BUDGET).get(10, TimeUnit.SECONDS);
            assertThat(answer.scores()).containsEntry(new TaskType("code"), 0.75);
            assertThat(server.requests().getFirst().body())
                    .contains("Why does my loop never end?")
                    .contains("\"label\":\"reasoning\",\"rubric\":\"Word problems");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{}",
                "{\"scores\":{\"code\":\"much\"}}",
                "{\"scores\":{\"code\":-1,\"simple\":2}}",
                "{\"top_label\":\"poetry\",\"scores\":{\"code\":1}}"
            })
    void rubricServiceThatTalksNonsenseIsNotBelieved(String body) {
        try (var server = FaultServer.start(Faults.raw(200, "application/json", body));
                var classifier = new RubricClassifier(server.baseUrl(), null, Taxonomy.DEFAULT)) {
            assertThatThrownBy(() -> classifier.classify(PROMPT, BUDGET)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void silenceEndsWithTheBudget() {
        try (var server = FaultServer.start(Faults.hangBeforeHead());
                var classifier = new RubricClassifier(server.baseUrl(), null, Taxonomy.DEFAULT)) {
            var answer = classifier.start(PROMPT, Duration.ofMillis(150));
            assertThatThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfAny(TimeoutException.class, IOException.class);
        }
    }
}
