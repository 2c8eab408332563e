package dev.routeproof.proxy.shadow;

import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.proxy.rollout.CandidateRouter;
import dev.routeproof.proxy.rollout.OpenCascades;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.decide.Candidate;
import dev.routeproof.routing.decide.Latencies;
import dev.routeproof.routing.evidence.Event.CandidateDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Evaluates every candidate that was not evaluated before forwarding. */
public final class CandidateEvaluator implements Evaluator {
    private final List<CandidateRouter> candidates;

    private CandidateEvaluator(List<CandidateRouter> candidates) {
        this.candidates = candidates;
    }

    /** @param cascades opened for these candidates; closed by who opened them */
    public static Evaluator of(List<Candidate> candidates, Catalog catalog, OpenCascades cascades) {
        if (candidates.isEmpty()) {
            return NONE;
        }
        return new CandidateEvaluator(candidates.stream()
                .map(candidate -> new CandidateRouter(candidate, cascades.of(candidate), catalog, Latencies.UNKNOWN))
                .toList());
    }

    @Override
    public CompletableFuture<List<CandidateDecision>> evaluate(Exchange exchange, Prompt prompt) {
        var routing = new ArrayList<CompletableFuture<CandidateRouter.Routed>>(candidates.size());
        for (CandidateRouter candidate : candidates) {
            String id = candidate.candidate().id();
            if (exchange.plan().before().stream()
                    .noneMatch(before -> before.id().equals(id))) {
                routing.add(candidate.route(exchange.facts(), prompt));
            }
        }
        return CompletableFuture.allOf(routing.toArray(CompletableFuture<?>[]::new))
                .thenApply(done ->
                        routing.stream().map(routed -> routed.join().decision()).toList());
    }
}
