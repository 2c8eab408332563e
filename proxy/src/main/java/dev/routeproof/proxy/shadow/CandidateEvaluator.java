package dev.routeproof.proxy.shadow;

import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.proxy.rollout.CandidateRouter;
import dev.routeproof.proxy.rollout.OpenCascades;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.classify.Cascaded;
import dev.routeproof.routing.classify.Glance;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.decide.Candidate;
import dev.routeproof.routing.decide.Latencies;
import dev.routeproof.routing.decide.RequestFacts;
import dev.routeproof.routing.evidence.Event.CandidateDecision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates every candidate that was not evaluated before forwarding. Candidates with the same cascade differ in their
 * tables alone: the prompt is classified once for all of them.
 */
public final class CandidateEvaluator implements Evaluator {
    private final List<CandidateRouter> candidates;
    /** The place of the first candidate with the same cascade, for each. */
    private final int[] alike;

    private CandidateEvaluator(List<CandidateRouter> candidates) {
        this.candidates = candidates;
        this.alike = new int[candidates.size()];
        for (int i = 0; i < alike.length; i++) {
            while (!candidates.get(alike[i]).classifiesLike(candidates.get(i))) {
                alike[i]++;
            }
        }
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
        RequestFacts request = CandidateRouter.demands(exchange.facts(), prompt);
        Glance glance = Glance.at(prompt);
        var classified =
                new ArrayList<@Nullable CompletableFuture<Cascaded>>(Collections.nCopies(candidates.size(), null));
        var deciding = new ArrayList<CompletableFuture<CandidateDecision>>(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            CandidateRouter candidate = candidates.get(i);
            if (wasBefore(exchange, candidate.candidate().id())) {
                continue;
            }
            CompletableFuture<Cascaded> outcome = classified.get(alike[i]);
            if (outcome == null) {
                outcome = candidate.classify(glance);
                classified.set(alike[i], outcome);
            } else {
                outcome = outcome.whenComplete(candidate::classifiedElsewhere);
            }
            deciding.add(outcome.thenApply(done -> candidate.decision(request, done)));
        }
        return CompletableFuture.allOf(deciding.toArray(CompletableFuture<?>[]::new))
                .thenApply(
                        done -> deciding.stream().map(CompletableFuture::join).toList());
    }

    private static boolean wasBefore(Exchange exchange, String id) {
        for (CandidateDecision before : exchange.plan().before()) {
            if (before.id().equals(id)) {
                return true;
            }
        }
        return false;
    }
}
