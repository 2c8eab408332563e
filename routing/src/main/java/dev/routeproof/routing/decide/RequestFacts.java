package dev.routeproof.routing.decide;

import dev.routeproof.routing.catalog.Capability;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.catalog.Tier;
import dev.routeproof.routing.table.Mode;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a decision may depend on besides the task type.
 *
 * @param feature the caller's feature name; null: not named
 * @param lastUserText the last message of the user, for the table's overrides
 * @param needs what a model must be able to do
 * @param inputTokens estimated
 * @param outputTokens estimated length of the answer
 * @param outputLimit most tokens the caller lets the answer have, which a model's context must hold too; 0: not said
 * @param override a model the caller asks for by name; null: none
 * @param maxLatency null: no limit
 * @param maxCost of this request; null: no limit
 * @param tier the tier the caller asks for; null: the table's choice
 */
public record RequestFacts(
        Mode mode,
        @Nullable String feature,
        String lastUserText,
        Set<Capability> needs,
        long inputTokens,
        long outputTokens,
        long outputLimit,
        @Nullable ModelId override,
        @Nullable Duration maxLatency,
        @Nullable Money maxCost,
        @Nullable Tier tier) {
    public RequestFacts {
        needs = Set.copyOf(needs);
    }

    /** A request without wishes. */
    public static RequestFacts plain(Mode mode, String lastUserText, long inputTokens, long outputTokens) {
        return new RequestFacts(
                mode, null, lastUserText, Set.of(), inputTokens, outputTokens, 0, null, null, null, null);
    }
}
