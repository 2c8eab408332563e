package dev.routeproof.proxy.shadow;

import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.StageSpec;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.decide.Candidate;
import dev.routeproof.routing.evidence.Event.CandidateDecision;
import dev.routeproof.routing.table.Mode;
import dev.routeproof.routing.table.RoutingTable.Uncertain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Evaluates candidates by the local stages of their cascades and looks the label up in their tables. */
public final class CandidateEvaluator implements Evaluator {
    private static final int BYTES_PER_TOKEN = 4;
    /** Output length where nothing better is known, tokens; costs that rest on it are marked estimated. */
    private static final int USUAL_OUTPUT = 250;

    private final List<Candidate> candidates;
    private final Catalog catalog;

    private CandidateEvaluator(List<Candidate> candidates, Catalog catalog) {
        this.candidates = candidates;
        this.catalog = catalog;
    }

    public static Evaluator of(List<Candidate> candidates, Catalog catalog) {
        return candidates.isEmpty() ? NONE : new CandidateEvaluator(List.copyOf(candidates), catalog);
    }

    @Override
    public List<CandidateDecision> evaluate(Exchange exchange, Prompt prompt) {
        var signs = RuleSigns.of(prompt);
        var decisions = new ArrayList<CandidateDecision>(candidates.size());
        for (Candidate candidate : candidates) {
            decisions.add(evaluate(candidate, exchange, signs));
        }
        return decisions;
    }

    private CandidateDecision evaluate(Candidate candidate, Exchange exchange, RuleSigns signs) {
        long started = System.nanoTime();
        Map<String, Double> scores = Map.of();
        String stage = null;
        String label = null;
        double confidence = 0;
        for (StageSpec spec : candidate.cascade()) {
            if (spec instanceof StageSpec.Rules rules) {
                var found = signs.score(rules.rules());
                var best = best(found);
                if (best != null) {
                    scores = found;
                    label = best;
                    confidence = confidence(found, best);
                    stage = spec.kind();
                    if (confidence >= spec.believe()) {
                        break;
                    }
                }
            }
        }
        long micros = (System.nanoTime() - started) / 1_000;
        boolean late = micros > candidate.deadline().toNanos() / 1_000;
        var table = candidate.table();
        Mode mode = mode(exchange.facts().mode());
        ModelId model = table.standard();
        String reason = "not classified: default";
        if (label != null) {
            boolean unsure = confidence < table.uncertain().below();
            boolean toDefault = unsure && table.uncertain().route() == Uncertain.Route.DEFAULT;
            model = toDefault ? table.standard() : table.route(new TaskType(label), mode);
            reason = toDefault ? "uncertain: default" : label + " × " + mode.word();
        }
        return new CandidateDecision(
                candidate.id(),
                label,
                confidence,
                scores,
                stage,
                micros,
                late,
                model.value(),
                reason,
                cost(model, exchange.facts().body().length));
    }

    private @Nullable Money cost(ModelId id, int bodyBytes) {
        return catalog.find(id)
                .map(model -> model.prices().cost((long) bodyBytes / BYTES_PER_TOKEN, 0, USUAL_OUTPUT))
                .orElse(null);
    }

    private static @Nullable String best(Map<String, Double> scores) {
        String best = null;
        double top = Double.NEGATIVE_INFINITY;
        for (var score : new TreeMap<>(scores).entrySet()) {
            if (score.getValue() > top) {
                best = score.getKey();
                top = score.getValue();
            }
        }
        return best;
    }

    /** The margin over the second label, within [0,1]. */
    private static double confidence(Map<String, Double> scores, String best) {
        double top = scores.getOrDefault(best, 0.0);
        double second = 0;
        for (var score : scores.entrySet()) {
            if (!score.getKey().equals(best)) {
                second = Math.max(second, score.getValue());
            }
        }
        return Math.clamp(top - second, 0, 1);
    }

    private static Mode mode(@Nullable String word) {
        for (Mode mode : Mode.values()) {
            if (mode.word().equalsIgnoreCase(word)) {
                return mode;
            }
        }
        return Mode.BALANCED;
    }
}
