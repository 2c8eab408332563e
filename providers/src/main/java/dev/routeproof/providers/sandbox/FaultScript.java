package dev.routeproof.providers.sandbox;

import java.util.List;
import java.util.Map;

/** What a scripted upstream does with each request. */
@FunctionalInterface
public interface FaultScript {
    List<Step> steps(ScriptedRequest request);

    /** The n-th request gets the n-th entry, all further ones the last. */
    static FaultScript inOrder(FaultScript... scripts) {
        List<FaultScript> all = List.of(scripts);
        return request -> all.get(Math.min(request.ordinal(), all.size()) - 1).steps(request);
    }

    /** By the model asked for. */
    static FaultScript byModel(Map<String, FaultScript> scripts, FaultScript otherwise) {
        Map<String, FaultScript> all = Map.copyOf(scripts);
        return request -> all.getOrDefault(request.model(), otherwise).steps(request);
    }
}
