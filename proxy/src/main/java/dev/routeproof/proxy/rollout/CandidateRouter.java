package dev.routeproof.proxy.rollout;

import dev.routeproof.providers.classify.CandidateCascade;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.classify.Cascaded;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Glance;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.StageCall;
import dev.routeproof.routing.classify.StageReport.Said;
import dev.routeproof.routing.classify.StageSpec;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.decide.Candidate;
import dev.routeproof.routing.decide.Decision;
import dev.routeproof.routing.decide.Latencies;
import dev.routeproof.routing.decide.RequestFacts;
import dev.routeproof.routing.decide.Router;
import dev.routeproof.routing.evidence.Event.CandidateDecision;
import dev.routeproof.routing.evidence.Event.Classifying;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Routes a request as one candidate would: its cascade, then its table. */
public final class CandidateRouter {
    private static final int LONGEST = 16 << 10;

    private final Candidate candidate;
    private final CandidateCascade cascade;
    private final Catalog catalog;
    private final Router router;
    private final List<Model> explored;
    private final boolean asksModels;

    /** @param cascade the candidate's; closed by who opened it */
    public CandidateRouter(Candidate candidate, CandidateCascade cascade, Catalog catalog, Latencies latencies) {
        this(candidate, cascade, catalog, latencies, List.of());
    }

    /** With the models that some requests are to explore. */
    public CandidateRouter(
            Candidate candidate,
            CandidateCascade cascade,
            Catalog catalog,
            Latencies latencies,
            List<ModelId> explored) {
        this.explored =
                explored.stream().flatMap(id -> catalog.find(id).stream()).toList();
        this.candidate = candidate;
        this.asksModels = candidate.cascade().stream().anyMatch(stage -> stage instanceof StageSpec.Llm);
        this.cascade = cascade;
        this.catalog = catalog;
        this.router = new Router(catalog, candidate.table(), latencies);
    }

    /**
     * What a candidate makes of a request.
     *
     * @param escalation who is asked where an answer is doubted; null: nobody
     * @param models its choice and who takes over when that fails, in order
     * @param explorable which of the explored models can take the request, each with who takes over for it
     */
    public record Routed(
            CandidateDecision decision,
            List<Model> models,
            @Nullable Escalating escalation,
            List<List<Model>> explorable) {
        public Routed {
            models = List.copyOf(models);
            explorable = List.copyOf(explorable);
        }
    }

    public Candidate candidate() {
        return candidate;
    }

    /** True where both would say the same of every prompt, in the same time. */
    public boolean classifiesLike(CandidateRouter other) {
        return candidate.cascade().equals(other.candidate.cascade())
                && candidate.deadline().equals(other.candidate.deadline());
    }

    /** Its cascade's answer alone; completes as {@link #route} does. */
    public CompletableFuture<Cascaded> classify(Glance glance) {
        return cascade.classify(glance);
    }

    /** A cascade like its own has classified for it, which counts as if it had done so itself. */
    public void classifiedElsewhere(@Nullable Cascaded outcome, @Nullable Throwable failure) {
        if (outcome != null) {
            cascade.count(outcome);
        }
    }

    /** Completes within the candidate's deadline, at once where its cascade never waits. */
    public CompletableFuture<Routed> route(Facts facts, Glance glance) {
        return cascade.classify(glance).thenApply(outcome -> routed(demands(facts, glance.prompt()), outcome));
    }

    private Routed routed(RequestFacts request, Cascaded outcome) {
        Decision decision = router.decide(outcome.classification(), request);
        return new Routed(
                written(request, outcome, decision),
                models(decision.model(), decision.fallbacks()),
                escalation(request),
                explored.stream()
                        .filter(model -> router.takes(model, request))
                        .map(model -> models(model.id(), router.fallbacks(model, request)))
                        .toList());
    }

    private List<Model> models(ModelId first, List<ModelId> fallbacks) {
        return Stream.concat(Stream.of(first), fallbacks.stream())
                .flatMap(id -> catalog.find(id).stream())
                .toList();
    }

    /** What the candidate makes of a request that its cascade has classified, for the log alone: nobody will serve it. */
    public CandidateDecision decision(RequestFacts request, Cascaded outcome) {
        return written(request, outcome, router.choose(outcome.classification(), request));
    }

    private CandidateDecision written(RequestFacts request, Cascaded outcome, Decision decision) {
        Classification classification = outcome.classification();
        var type = classification.taskType();
        return new CandidateDecision(
                candidate.id(),
                type == null ? null : type.label(),
                classification.confidence(),
                labels(classification.scores()),
                classification.stage(),
                outcome.micros(),
                outcome.late(),
                decision.model().value(),
                troubles(outcome) + decision.words(),
                router.estimatedCost(decision.model(), request),
                classifying(outcome));
    }

    /** What a request demands of any candidate's model. */
    public static RequestFacts demands(Facts facts, Prompt prompt) {
        return Demands.of(facts, prompt, lastUserText(prompt));
    }

    /** Null where the cascade has no stage that asks a model of the catalog. */
    private @Nullable Classifying classifying(Cascaded outcome) {
        if (!asksModels) {
            return null;
        }
        long input = 0;
        long output = 0;
        Money cost = failed(outcome) ? null : Money.ZERO;
        for (StageCall call : outcome.calls()) {
            input += call.inputTokens();
            output += call.outputTokens();
            var model = catalog.named(call.model());
            cost = cost == null || model.isEmpty()
                    ? null
                    : cost.plus(model.get().prices().cost(call.inputTokens(), 0, call.outputTokens()));
        }
        return new Classifying(input, output, cost);
    }

    /** A model that gave no usable answer may have been paid all the same. */
    private static boolean failed(Cascaded outcome) {
        return !outcome.cached()
                && outcome.stages().stream()
                        .anyMatch(stage -> stage.kind().equals("llm")
                                && (stage.said() == Said.FAILED || stage.said() == Said.LATE));
    }

    private @Nullable Escalating escalation(RequestFacts request) {
        var when = candidate.escalation();
        return when == null
                ? null
                : catalog.find(when.to())
                        .filter(model -> router.takes(model, request))
                        .map(model -> new Escalating(model, when))
                        .orElse(null);
    }

    /** The stages that broke or came too late, as words before the decision's own: {@code llm_failed>}. */
    private static String troubles(Cascaded outcome) {
        if (outcome.failures() == 0) {
            return "";
        }
        return outcome.stages().stream()
                .filter(stage -> stage.said() == Said.FAILED || stage.said() == Said.LATE)
                .map(stage -> stage.kind() + "_" + stage.said().word() + ">")
                .collect(Collectors.joining());
    }

    /** What the table's overrides look at: the last message of the user, cut to 16 Ki characters. */
    private static String lastUserText(Prompt prompt) {
        String last = "";
        for (Prompt.Message message : prompt.messages()) {
            last = message.role() == Prompt.Role.USER ? message.text() : last;
        }
        return last.length() > LONGEST ? last.substring(0, LONGEST) : last;
    }

    private static Map<String, Double> labels(Map<TaskType, Double> scores) {
        var labels = new LinkedHashMap<String, Double>();
        scores.forEach((type, score) -> labels.put(type.label(), score));
        return labels;
    }
}
