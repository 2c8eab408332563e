package dev.routeproof.providers.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.providers.embed.Embedder;
import dev.routeproof.providers.sandbox.FaultServer;
import dev.routeproof.providers.sandbox.Faults;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Prices;
import dev.routeproof.routing.catalog.Provider;
import dev.routeproof.routing.catalog.Tier;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.classify.Cascaded;
import dev.routeproof.routing.classify.Glance;
import dev.routeproof.routing.classify.Neighbours;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.Rule;
import dev.routeproof.routing.classify.SharedStages;
import dev.routeproof.routing.classify.StageCall;
import dev.routeproof.routing.classify.StageSpec;
import dev.routeproof.routing.classify.StageSpec.Question;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.classify.Taxonomy;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.decide.Candidate;
import dev.routeproof.routing.table.RoutingTable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Done 4 of the classifiers: whatever a service does, there is an answer within the deadline, counted and explained. */
@Timeout(30)
class CandidateCascadeTest {
    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final Prompt PROMPT = Prompt.of("Which way is the sea?");

    private static Catalog catalog(URI baseUrl, Taxonomy taxonomy) {
        var provider = new Provider("p", Wire.OPENAI, baseUrl, null, 8, null, null);
        var model = new Model(new ModelId("m"), provider, "m", Tier.SMALL, new Prices(1, 1, 1), 8_000, Set.of(), null);
        var models = new LinkedHashMap<ModelId, Model>();
        models.put(model.id(), model);
        return new Catalog(models, Map.of("p", provider), taxonomy, null);
    }

    private static CandidateCascade open(URI baseUrl, Taxonomy taxonomy, StageSpec... stages) {
        return open(baseUrl, taxonomy, new Missing(), stages);
    }

    private static CandidateCascade open(URI baseUrl, Taxonomy taxonomy, Embedder embedder, StageSpec... stages) {
        return open(baseUrl, taxonomy, embedder, DEADLINE, stages);
    }

    private static CandidateCascade open(
            URI baseUrl, Taxonomy taxonomy, Embedder embedder, Duration deadline, StageSpec... stages) {
        var table = new RoutingTable(
                "t",
                new ModelId("m"),
                new LinkedHashMap<>(),
                RoutingTable.Fallbacks.NONE,
                RoutingTable.Uncertain.NEVER,
                List.of());
        var candidate = new Candidate("c", table, List.of(stages), deadline, null, "hash");
        return CandidateCascade.open(
                candidate,
                new SharedStages(),
                catalog(baseUrl, taxonomy),
                Env.of(Map.of()),
                null,
                System::nanoTime,
                () -> embedder);
    }

    private static StageSpec llm(int budget) {
        return new StageSpec.Llm("m", Question.TIER_JSON, Duration.ofMillis(budget), 0.5);
    }

    private static Cascaded classified(CandidateCascade cascade) throws Exception {
        return cascade.classify(Glance.at(PROMPT)).get(10, TimeUnit.SECONDS);
    }

    /** What a cascade without an answer looks like: the default serves. */
    private static void isDefault(Cascaded outcome) {
        assertThat(outcome.classification().taskType()).isNull();
        // The machine may be busy; what may not happen is waiting for the service.
        assertThat(outcome.micros()).isLessThan(5_000_000);
        assertThat(outcome.failures()).isPositive();
    }

    @Test
    void modelThatTakesAMinuteIsNotWaitedFor() throws Exception {
        try (var server = FaultServer.start(Faults.hangBeforeHead());
                var cascade = open(server.baseUrl(), Taxonomy.DEFAULT, llm(60_000))) {
            Cascaded outcome = classified(cascade);
            isDefault(outcome);
            assertThat(outcome.late()).isTrue();
            assertThat(outcome.sentence()).isEqualTo("llm came too late: the deadline of 300 ms is over");
            assertThat(cascade.counts()).containsEntry("llm late", 1L);
        }
    }

    @Test
    void stageKeepsToItsOwnBudget() throws Exception {
        try (var server = FaultServer.start(Faults.hangBeforeHead());
                var cascade =
                        open(server.baseUrl(), Taxonomy.DEFAULT, new Missing(), Duration.ofSeconds(9), llm(100))) {
            Cascaded outcome = classified(cascade);
            isDefault(outcome);
            assertThat(outcome.late()).isFalse();
            assertThat(outcome.sentence()).isEqualTo("llm failed: no answer in time");
            assertThat(cascade.counts()).containsEntry("llm failed", 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "[]", "{\"scores\": {\"code\": \"x\"}}", "{\"top_label\": \"cat\"}"})
    void rubricServiceThatTalksNonsenseIsPassedOver(String body) throws Exception {
        try (var server = FaultServer.start(Faults.raw(200, "application/json", body))) {
            var stage = new StageSpec.Rubric(server.baseUrl(), null, Duration.ofMillis(250), 0);
            try (var cascade = open(server.baseUrl(), Taxonomy.DEFAULT, stage)) {
                Cascaded outcome = classified(cascade);
                isDefault(outcome);
                assertThat(outcome.sentence()).startsWith("rubric failed: ");
                assertThat(cascade.counts()).containsEntry("rubric failed", 1L);
            }
        }
    }

    private record Missing() implements Embedder {
        @Override
        public float[] embed(String text, Duration budget) throws IOException {
            throw new IOException("the embedding model cannot be loaded: no such file");
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static Neighbours neighbours(Taxonomy taxonomy) {
        var labels = taxonomy.taskTypes();
        return new Neighbours(
                "minilm",
                labels,
                3,
                10,
                IntStream.range(0, labels.size())
                        .mapToObj(i -> {
                            float[] vector = new float[labels.size()];
                            vector[i] = 1;
                            return new Neighbours.Entry(labels.get(i), "about " + labels.get(i), vector);
                        })
                        .toList());
    }

    private static StageSpec embedding(Taxonomy taxonomy) {
        return new StageSpec.Embedding("minilm", neighbours(taxonomy), null, Duration.ofMillis(200), 0.5);
    }

    @Test
    void embeddingModelThatIsMissingIsPassedOver() throws Exception {
        try (var cascade = open(URI.create("http://localhost"), Taxonomy.DEFAULT, embedding(Taxonomy.DEFAULT))) {
            Cascaded outcome = classified(cascade);
            isDefault(outcome);
            assertThat(outcome.sentence())
                    .isEqualTo("embedding failed: the embedding model cannot be loaded: no such file");
        }
    }

    @Test
    void connectionRefusedLeavesTheEarlierAnswer() throws Exception {
        var signs = new Rule.Signs(List.of("way"), List.of(), List.of(), List.of(), null, null, null, null, Set.of());
        var rules = new StageSpec.Rules(List.of(new Rule(new TaskType("simple"), 0.6, signs, null)), 0.9);
        try (var cascade = open(URI.create("http://127.0.0.1:9"), Taxonomy.DEFAULT, rules, llm(200))) {
            Cascaded outcome = classified(cascade);
            assertThat(outcome.classification().taskType()).isEqualTo(new TaskType("simple"));
            assertThat(outcome.classification().believed()).isFalse();
        }
    }

    @Test
    void floodOfCallsIsBounded() throws Exception {
        try (var server = FaultServer.start(Faults.hangBeforeHead());
                var cascade =
                        open(server.baseUrl(), Taxonomy.DEFAULT, new Missing(), Duration.ofSeconds(9), llm(3_000))) {
            var all = IntStream.range(0, 120)
                    .mapToObj(i -> cascade.classify(Glance.at(Prompt.of("prompt " + i))))
                    .toList();
            for (var one : all) {
                isDefault(one.get(20, TimeUnit.SECONDS));
            }
            assertThat(all.stream().filter(one -> one.join().sentence().contains("64 calls are under way")))
                    .hasSizeGreaterThan(40);
        }
    }

    /** A fixed point for every text. */
    private record Pointing(float[] vector) implements Embedder {
        @Override
        public float[] embed(String text, Duration budget) {
            return vector;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** Answers once it is loaded. */
    private static final class Loading implements Embedder {
        private final AtomicBoolean loaded = new AtomicBoolean();

        @Override
        public void load() {
            loaded.set(true);
        }

        @Override
        public float[] embed(String text, Duration budget) throws IOException {
            if (!loaded.get()) {
                throw new IOException("it would have to be loaded first");
            }
            return new float[] {1, 0, 0, 0};
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void theFirstPromptDoesNotWaitForAModelThatWasLoaded() throws Exception {
        try (var cascade =
                open(URI.create("http://localhost"), Taxonomy.DEFAULT, new Loading(), embedding(Taxonomy.DEFAULT))) {
            cascade.load();
            assertThat(classified(cascade).classification().stage()).isEqualTo("embedding");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void ownLabelsWorkThroughEveryKind(int count) throws Exception {
        var rubrics = new LinkedHashMap<TaskType, String>();
        for (int i = 0; i < count; i++) {
            rubrics.put(new TaskType("topic-" + i), "All about topic " + i + ".");
        }
        var taxonomy = new Taxonomy(rubrics);
        var last = new TaskType("topic-" + (count - 1));
        float[] vector = new float[count];
        vector[count - 1] = 2;
        String json = "{\\\"task_type\\\": \\\"" + last + "\\\", \\\"confidence\\\": 0.9}";
        String answer = "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\","
                + "\"content\":\"" + json + "\"}}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":5}}";
        String scores = "{\"top_label\":\"" + last + "\",\"scores\":{\"" + last + "\":1}}";
        try (var model = FaultServer.start(Faults.raw(200, "application/json", answer));
                var service = FaultServer.start(Faults.raw(200, "application/json", scores))) {
            var rubric = new StageSpec.Rubric(service.baseUrl(), null, Duration.ofSeconds(8), 0.5);
            for (StageSpec stage : List.of(embedding(taxonomy), llm(8_000), rubric)) {
                try (var cascade =
                        open(model.baseUrl(), taxonomy, new Pointing(vector), Duration.ofSeconds(9), stage)) {
                    Cascaded outcome = classified(cascade);
                    assertThat(outcome.classification().taskType())
                            .as(outcome.sentence())
                            .isEqualTo(last);
                    assertThat(outcome.classification().believed()).isTrue();
                    assertThat(outcome.calls())
                            .isEqualTo(stage instanceof StageSpec.Llm ? List.of(new StageCall("m", 5, 5)) : List.of());
                    assertThat(classified(cascade).calls()).as("of the cached").isEmpty();
                }
            }
            assertThat(service.requests().getFirst().body()).contains("All about topic 1.");
            assertThat(model.requests().getFirst().body()).contains("All about topic 1.");
        }
    }
}
