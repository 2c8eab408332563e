package dev.routeproof.routing.config.proxy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that a caller of the proxy holds; only its hash is kept.
 *
 * @param id what logs call it
 * @param sha256 hex SHA-256 of the key
 * @param project null: none
 * @param models catalog ids it may name, {@code default} among them; empty: only the default
 * @param requestsPerMinute null: not limited
 * @param inFlight requests at once; null: not limited
 * @param usdPerDay spending a day (UTC) after which it is refused; null: not limited
 */
public record VirtualKey(
        String id,
        String sha256,
        @Nullable String project,
        Set<String> models,
        @Nullable Integer requestsPerMinute,
        @Nullable Integer inFlight,
        @Nullable Double usdPerDay,
        Set<Permission> may) {
    public VirtualKey {
        models = Set.copyOf(models);
        may = Set.copyOf(may);
    }

    /** What a key may do beyond asking. */
    public enum Permission {
        FEEDBACK,
        OVERRIDE
    }
}
