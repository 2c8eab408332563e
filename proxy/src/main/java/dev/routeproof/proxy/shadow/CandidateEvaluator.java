package dev.routeproof.proxy.shadow;

import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.proxy.rollout.CandidateRouter;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.decide.Candidate;
import dev.routeproof.routing.decide.Latencies;
import dev.routeproof.routing.evidence.Event.CandidateDecision;
import java.util.ArrayList;
import java.util.List;

/** Evaluates every candidate that was not evaluated before forwarding. */
public final class CandidateEvaluator implements Evaluator {
    private final List<CandidateRouter> candidates;

    private CandidateEvaluator(List<CandidateRouter> candidates) {
        this.candidates = candidates;
    }

    public static Evaluator of(List<Candidate> candidates, Catalog catalog) {
        if (candidates.isEmpty()) {
            return NONE;
        }
        return new CandidateEvaluator(candidates.stream()
                .map(candidate -> new CandidateRouter(candidate, catalog, Latencies.UNKNOWN))
                .toList());
    }

    @Override
    public List<CandidateDecision> evaluate(Exchange exchange, Prompt prompt) {
        var decisions = new ArrayList<CandidateDecision>(candidates.size());
        for (CandidateRouter candidate : candidates) {
            String id = candidate.candidate().id();
            if (exchange.plan().before().stream()
                    .noneMatch(before -> before.id().equals(id))) {
                decisions.add(candidate.route(exchange.facts(), prompt).decision());
            }
        }
        return decisions;
    }
}
