package dev.routeproof.proxy.rollout;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key this proxy gave out.
 *
 * @param sha256 of the key, 64 lower-case hex digits
 * @param project null where the key names none
 * @param models what it may ask for: catalog ids, or {@code default}; empty: everything
 * @param requestsPerMinute 0: not limited
 * @param inFlight requests under way at once; 0: not limited
 * @param usdPerDay 0: not limited; a day is one of UTC
 * @param may {@code feedback}, {@code override}
 */
public record VirtualKey(
        String id,
        String sha256,
        @Nullable String project,
        List<String> models,
        int requestsPerMinute,
        int inFlight,
        double usdPerDay,
        Set<String> may) {
    public VirtualKey {
        models = List.copyOf(models);
        may = Set.copyOf(may);
    }

    public boolean mayOverride() {
        return may.contains("override");
    }

    public boolean mayGiveFeedback() {
        return may.contains("feedback");
    }
}
