package dev.routeproof.routing.catalog;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One model that may be used.
 *
 * @param name the provider's wire name
 * @param contextTokens context window, tokens; input plus output must fit
 * @param sandbox set for models of a {@code sandbox} provider only
 */
public record Model(
        ModelId id,
        Provider provider,
        String name,
        Tier tier,
        Prices prices,
        int contextTokens,
        Set<Capability> capabilities,
        @Nullable SandboxProfile sandbox) {
    public Model {
        capabilities = Set.copyOf(capabilities);
    }

    /** True where answers do not come from a real model, now or recorded. */
    public boolean simulated() {
        return provider.wire() == Wire.SANDBOX;
    }
}
