package dev.routeproof.routing.decide;

import dev.routeproof.routing.catalog.ModelId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The model a table picks for one request.
 *
 * @param reasons how it came about, in order, at least one
 * @param fallbacks who takes over when the model fails, in order; never of a lower tier
 */
public record Decision(ModelId model, List<Reason> reasons, List<ModelId> fallbacks) {
    public Decision {
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a decision has a reason");
        }
        reasons = List.copyOf(reasons);
        fallbacks = List.copyOf(fallbacks);
    }

    /** The words of the reasons, joined by {@code >}: what logs keep. */
    public String words() {
        return reasons.size() == 1
                ? reasons.getFirst().word()
                : reasons.stream().map(Reason::word).collect(Collectors.joining(">"));
    }

    /** The chain of reasons as one sentence. */
    public String sentence() {
        return reasons.stream().map(Reason::sentence).collect(Collectors.joining("; "));
    }
}
