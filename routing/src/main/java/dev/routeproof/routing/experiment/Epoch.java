package dev.routeproof.routing.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.routing.config.ContentHash;

/**
 * A period in which no allocation, table, back-off or setting changed.
 *
 * @param id first 16 hex digits of the hash of allocation and configuration, then the ordinal: the same on every
 *     instance that runs the same configuration
 * @param ordinal rises by 1 with every change
 */
public record Epoch(String id, int ordinal, Allocation allocation) {
    /** {@code config} is the hash of everything else that shapes answers: candidate, table, catalog, settings. */
    public static Epoch of(Allocation allocation, String config, int ordinal) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("phase", allocation.phase().word())
                .put("percent", allocation.percent())
                .put("holdout", allocation.holdout())
                .put("config", config);
        var backOff = content.putArray("back_off");
        allocation.backOff().forEach(type -> backOff.add(type.label()));
        return new Epoch(ContentHash.of(content).substring(0, 16) + "-" + ordinal, ordinal, allocation);
    }

    /** The epoch that follows a change. */
    public Epoch next(Allocation changed, String config) {
        return of(changed, config, ordinal + 1);
    }
}
