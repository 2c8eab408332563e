package dev.routeproof.proxy.rollout;

import dev.routeproof.proxy.rollout.LiveRollout.Effective;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.config.proxy.VirtualKey.Permission;
import dev.routeproof.routing.evidence.Event.Propensities;
import java.util.List;

/** Decides how one request is served. Pure: no I/O, no waiting. */
public final class Router {
    /** What a request gets: a plan, or the reason why not. */
    public sealed interface Ruling {
        record Serve(RoutePlan plan) implements Ruling {}

        /** The model is not known and unknown ones are rejected. */
        record UnknownModel() implements Ruling {}

        /** The key may not ask for this model. */
        record NotAllowed() implements Ruling {}
    }

    /** The reason of a plan whose request is forwarded as it came. */
    public static final String PASSTHROUGH = "passthrough";

    private Router() {}

    /** The ruling in phases off and shadow: the default, an override, or passed through. */
    public static Ruling rule(Snapshot snapshot, Effective effective, Facts facts) {
        String asked = facts.preferredModel() != null ? facts.preferredModel() : facts.requestedModel();
        if (asked.isEmpty() || snapshot.asksForDefault(asked)) {
            boolean rewrite =
                    !asked.isEmpty() && !snapshot.defaultModel().name().equals(facts.requestedModel());
            return serve(effective, snapshot.defaultModel(), rewrite, false, "default", facts);
        }
        var named = snapshot.named(asked);
        if (named.isPresent()) {
            return mayOverride(facts, named.get())
                    ? serve(
                            effective,
                            named.get(),
                            !named.get().name().equals(facts.requestedModel()),
                            true,
                            "override",
                            facts)
                    : new Ruling.NotAllowed();
        }
        if (snapshot.rejectUnknown()) {
            return new Ruling.UnknownModel();
        }
        // A key may ask for models of the catalog alone: of another one neither its line nor its budget can say
        // anything.
        return facts.key() != null
                ? new Ruling.NotAllowed()
                : serve(effective, snapshot.defaultModel(), false, true, PASSTHROUGH, facts);
    }

    private static boolean mayOverride(Facts facts, Model model) {
        var key = facts.key();
        return key == null
                || (key.may().contains(Permission.OVERRIDE)
                        && key.models().contains(model.id().value()));
    }

    private static Ruling serve(
            Effective effective, Model model, boolean rewrite, boolean override, String reason, Facts facts) {
        return new Ruling.Serve(new RoutePlan(
                List.of(model),
                rewrite,
                override,
                reason,
                effective.killed() ? "off" : effective.allocation().phase().word(),
                effective.epoch(),
                "control",
                Propensities.ALL_CONTROL,
                facts.requestId(),
                "request",
                null,
                List.of()));
    }
}
