package dev.routeproof.proxy.rollout;

import dev.routeproof.proxy.upstream.Upstream;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.config.proxy.ProxyConfig.Mirror;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything a request is served by, read once when it arrives: a reload replaces the whole of it at once.
 *
 * @param upstreams provider id to where it is; nothing else is ever connected to
 * @param keys null: the caller's own credentials are passed to the default's provider
 * @param rejectUnknown a model name nobody knows is a 404 instead of being passed through
 * @param canary plans requests while the rollout is live; null where there is no rollout document
 * @param mirror which requests a candidate's model executes too, after the caller was answered; null: none
 * @param configHash hash of every file it was read from
 */
public record Snapshot(
        Catalog catalog,
        Model defaultModel,
        Map<String, Upstream> upstreams,
        Map<String, Model> byName,
        CallerHeaders headers,
        @Nullable KeyRing keys,
        boolean rejectUnknown,
        @Nullable Canary canary,
        @Nullable Mirror mirror,
        String configHash) {
    public Snapshot {
        upstreams = Map.copyOf(upstreams);
        byName = Map.copyOf(byName);
        if (!upstreams.containsKey(defaultModel.provider().id())) {
            throw new IllegalArgumentException("the default's provider has no upstream");
        }
    }

    /** Where a model is called. */
    public Upstream upstream(Model model) {
        var upstream = upstreams.get(model.provider().id());
        if (upstream == null) {
            throw new IllegalStateException("provider '" + model.provider().id() + "' has no upstream");
        }
        return upstream;
    }

    public Optional<Model> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** True where a name asks for whatever the rollout serves. */
    public boolean asksForDefault(String name) {
        return name.equals("default")
                || name.equals("auto")
                || name.equals(defaultModel.id().value())
                || name.equals(defaultModel.name());
    }
}
