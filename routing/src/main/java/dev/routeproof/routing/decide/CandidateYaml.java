package dev.routeproof.routing.decide;

import dev.routeproof.routing.classify.StageSpec.Question;
import dev.routeproof.routing.config.Located;
import dev.routeproof.routing.config.Shape;
import dev.routeproof.routing.config.Shapes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A candidate as written. */
record CandidateYaml(
        String id,
        Located<Path> table,
        List<StageYaml> cascade,
        @Nullable Duration deadline,
        @Nullable EscalateYaml escalate) {
    record EscalateYaml(Located<String> to, boolean hedging, int shorterThan) {}

    sealed interface StageYaml {}

    record RulesYaml(Located<Path> file, double believe) implements StageYaml {}

    record LinearYaml(Located<Path> file, double believe) implements StageYaml {}

    record EmbeddingYaml(
            Located<String> model,
            Located<Path> file,
            @Nullable Located<String> provider,
            Duration budget,
            double believe)
            implements StageYaml {}

    record LlmYaml(Located<String> model, Question question, Duration budget, double believe) implements StageYaml {}

    record RubricYaml(URI url, @Nullable String keyEnv, Duration budget, double believe) implements StageYaml {}

    private static final Shape<Double> BELIEVE = Shapes.number(0, 1);
    private static final String BELIEVE_SAYS = "Confidence at which its answer is taken and the cascade stops, 0 to 1.";
    private static final Shape<Duration> MILLIS = Shapes.integer(1, 600_000).as(Duration::ofMillis);
    private static final String BUDGET_SAYS = "Milliseconds one call may take.";

    private static final Shape<RulesYaml> RULES = Shapes.record("rules stage", "Keywords, patterns, sizes.", fields -> {
        var file = fields.required("file", Shapes.path().located(), "The rules file.");
        var believe = fields.optional("believe", BELIEVE, 0.80, BELIEVE_SAYS);
        return row -> new RulesYaml(row.get(file), row.get(believe));
    });

    private static final Shape<LinearYaml> LINEAR =
            Shapes.record("linear stage", "Logistic regression trained by `harness train`.", fields -> {
                var file = fields.required("file", Shapes.path().located(), "The trained classifier.");
                var believe = fields.optional("believe", BELIEVE, 0.75, BELIEVE_SAYS);
                return row -> new LinearYaml(row.get(file), row.get(believe));
            });

    private static final Shape<EmbeddingYaml> EMBEDDING =
            Shapes.record("embedding stage", "Nearest labelled vectors of an embedding.", fields -> {
                var model = fields.required(
                        "model", Shapes.words().located(), "minilm in process, or a provider's model name.");
                var file = fields.required(
                        "file",
                        Shapes.path().located(),
                        "The labelled vectors, trained by `harness train --kind embedding`.");
                var provider = fields.optional(
                        "provider",
                        Shapes.words().located(),
                        "Provider whose /v1/embeddings is asked; absent: in process.");
                var budget = fields.optional("budget_ms", MILLIS, Duration.ofMillis(150), BUDGET_SAYS);
                var believe = fields.optional("believe", BELIEVE, 0.70, BELIEVE_SAYS);
                return row -> new EmbeddingYaml(
                        row.get(model), row.get(file), row.orNull(provider), row.get(budget), row.get(believe));
            });

    private static final Shape<LlmYaml> LLM =
            Shapes.record("llm stage", "A model of the catalog that is asked for the task type.", fields -> {
                var model = fields.required("model", Shapes.id().located(), "Id of a model of the catalog.");
                var prompt =
                        fields.optional("prompt", Shapes.word(questions()), Question.TIER_JSON, "What it is asked.");
                var budget = fields.optional("budget_ms", MILLIS, Duration.ofMillis(400), BUDGET_SAYS);
                var believe = fields.optional("believe", BELIEVE, 0.0, BELIEVE_SAYS);
                return row -> new LlmYaml(row.get(model), row.get(prompt), row.get(budget), row.get(believe));
            });

    private static final Shape<RubricYaml> RUBRIC =
            Shapes.record("rubric stage", "An HTTP service that scores labels by their rubrics.", fields -> {
                var url = fields.required("url", Shapes.webAddress(), "Where to POST.");
                var key = fields.optional(
                        "key_env", Shapes.environmentName(), "Environment variable that holds its key.");
                var budget = fields.optional("budget_ms", MILLIS, Duration.ofMillis(150), BUDGET_SAYS);
                var believe = fields.optional("believe", BELIEVE, 0.0, BELIEVE_SAYS);
                return row -> new RubricYaml(row.get(url), row.orNull(key), row.get(budget), row.get(believe));
            });

    private static final Shape<EscalateYaml> ESCALATE =
            Shapes.record("escalation", "When a cheaper model's answer is not served.", fields -> {
                var to = fields.required("to", Shapes.id().located(), "Id of the model that is asked then.");
                var hedging = fields.optional("hedging", Shapes.bool(), true, "Where the answer says it is unsure.");
                var shorter = fields.optional(
                        "shorter_than", Shapes.integer(0, 1_000_000), 0, "Where it has fewer characters; 0: never.");
                return row -> {
                    if (!row.get(hedging) && row.get(shorter) == 0) {
                        row.problem(to, "nothing would ever be doubted", "set hedging or shorter_than");
                    }
                    return new EscalateYaml(row.get(to), row.get(hedging), row.get(shorter));
                };
            });

    static final Shape<CandidateYaml> SHAPE =
            Shapes.record("candidate", "What could be rolled out: a cascade and a table.", fields -> {
                var id = fields.required("id", Shapes.id(), "What reports and logs call it.");
                var table = fields.required("table", Shapes.path().located(), "The routing table.");
                var cascade = fields.required(
                        "cascade",
                        Shapes.someOf(Shapes.<StageYaml>variants("kind", "A classifier of the cascade.", stages())),
                        "Classifiers in order, each with the confidence at which it is believed.");
                var deadline = fields.optional(
                        "deadline_ms",
                        MILLIS,
                        "Milliseconds for the whole cascade; absent: 600, or 25 where every stage is local.");
                var escalate = fields.optional(
                        "escalate", ESCALATE, "Ask a better model where an answer is doubted; not for streams.");
                return row -> new CandidateYaml(
                        row.get(id), row.get(table), row.get(cascade), row.orNull(deadline), row.orNull(escalate));
            });

    private static Map<String, Shape<? extends StageYaml>> stages() {
        var stages = new LinkedHashMap<String, Shape<? extends StageYaml>>();
        stages.put("rules", RULES);
        stages.put("linear", LINEAR);
        stages.put("embedding", EMBEDDING);
        stages.put("llm", LLM);
        stages.put("rubric", RUBRIC);
        return stages;
    }

    private static Map<String, Question> questions() {
        var words = new LinkedHashMap<String, Question>();
        for (Question question : Question.values()) {
            words.put(question.word(), question);
        }
        return words;
    }
}
