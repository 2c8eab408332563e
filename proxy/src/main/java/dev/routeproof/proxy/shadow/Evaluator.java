package dev.routeproof.proxy.shadow;

import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.evidence.Event.CandidateDecision;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Says what every candidate would have done with a request; may fail, at once or later. Does not hold its caller up. */
@FunctionalInterface
public interface Evaluator {
    CompletableFuture<List<CandidateDecision>> evaluate(Exchange exchange, Prompt prompt);

    /** No candidate is configured. */
    Evaluator NONE = (exchange, prompt) -> CompletableFuture.completedFuture(List.of());
}
