package dev.routeproof.proxy.shadow;

import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.evidence.Event.CandidateDecision;
import java.util.List;

/** Says what every candidate would have done with a request. May take its time; may fail. */
@FunctionalInterface
public interface Evaluator {
    List<CandidateDecision> evaluate(Exchange exchange, Prompt prompt);

    /** No candidate is configured. */
    Evaluator NONE = (exchange, prompt) -> List.of();
}
