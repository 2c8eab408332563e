package dev.routeproof.proxy.rollout;

import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.StageSpec;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.decide.Candidate;
import dev.routeproof.routing.decide.Decision;
import dev.routeproof.routing.decide.Latencies;
import dev.routeproof.routing.decide.RequestFacts;
import dev.routeproof.routing.decide.Router;
import dev.routeproof.routing.evidence.Event.CandidateDecision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Routes a request as one candidate would: the local stages of its cascade, then its table. Pure but for its stopwatch. */
public final class CandidateRouter {
    private final Candidate candidate;
    private final Catalog catalog;
    private final Router router;

    public CandidateRouter(Candidate candidate, Catalog catalog, Latencies latencies) {
        this.candidate = candidate;
        this.catalog = catalog;
        this.router = new Router(catalog, candidate.table(), latencies);
    }

    /**
     * What a candidate makes of a request.
     *
     * @param escalation who is asked where an answer is doubted; null: nobody
     * @param models its choice and who takes over when that fails, in order
     */
    public record Routed(
            CandidateDecision decision,
            List<Model> models,
            @Nullable Escalating escalation) {
        public Routed {
            models = List.copyOf(models);
        }
    }

    public Candidate candidate() {
        return candidate;
    }

    public Routed route(Facts facts, Prompt prompt) {
        long started = System.nanoTime();
        var signs = RuleSigns.of(prompt);
        Classification classification = classify(signs);
        var request = Demands.of(facts, prompt, signs.text());
        Decision decision = router.decide(classification, request);
        long micros = (System.nanoTime() - started) / 1_000;
        var models = new ArrayList<Model>();
        catalog.find(decision.model()).ifPresent(models::add);
        for (ModelId fallback : decision.fallbacks()) {
            catalog.find(fallback).ifPresent(models::add);
        }
        var type = classification.taskType();
        return new Routed(
                new CandidateDecision(
                        candidate.id(),
                        type == null ? null : type.label(),
                        classification.confidence(),
                        labels(classification.scores()),
                        classification.stage(),
                        micros,
                        micros > candidate.deadline().toNanos() / 1_000,
                        decision.model().value(),
                        decision.words(),
                        router.estimatedCost(decision.model(), request)),
                models,
                escalation(request));
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

    private Classification classify(RuleSigns signs) {
        Classification best = Classification.UNKNOWN;
        for (StageSpec stage : candidate.cascade()) {
            if (stage instanceof StageSpec.Rules rules) {
                var found = signs.classify(rules.rules(), stage.kind());
                if (found.taskType() != null) {
                    best = found;
                    if (found.confidence() >= stage.believe()) {
                        return found;
                    }
                }
            }
        }
        return best;
    }

    private static Map<String, Double> labels(Map<TaskType, Double> scores) {
        var labels = new LinkedHashMap<String, Double>();
        scores.forEach((type, score) -> labels.put(type.label(), score));
        return labels;
    }
}
