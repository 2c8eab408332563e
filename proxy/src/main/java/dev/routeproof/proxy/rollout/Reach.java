package dev.routeproof.proxy.rollout;

import dev.routeproof.providers.wire.Dialect;
import dev.routeproof.providers.wire.MalformedReply;
import dev.routeproof.providers.wire.translate.Translation;
import dev.routeproof.providers.wire.translate.Untranslatable;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.Wire;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of a candidate's models can be asked this request, and why the others cannot.
 *
 * @param models in order; the default where none is left
 * @param skipped a sentence for each model that was left out before the first one left
 */
record Reach(List<Model> models, List<String> skipped) {
    Reach {
        models = List.copyOf(models);
        skipped = List.copyOf(skipped);
    }

    static Reach ofDefault(Snapshot snapshot) {
        return new Reach(List.of(snapshot.defaultModel()), List.of());
    }

    static Reach of(Snapshot snapshot, Facts facts, List<Model> wanted) {
        var models = new ArrayList<Model>();
        var skipped = new ArrayList<String>();
        Wire caller = CallerWire.of(facts.path());
        Wire own = caller == null ? snapshot.upstream(snapshot.defaultModel()).wire() : caller;
        String untranslatable = null;
        boolean tried = false;
        String home = snapshot.defaultModel().provider().id();
        Boolean bound = null;
        for (Model model : wanted) {
            var upstream = snapshot.upstreams().get(model.provider().id());
            String why = null;
            if (upstream == null) {
                why = "its provider cannot be called";
            } else if (upstream.wire() != own) {
                if (!tried) {
                    tried = true;
                    untranslatable = fault(caller, facts.body());
                }
                why = untranslatable;
            }
            if (why == null && !model.provider().id().equals(home)) {
                bound = bound == null ? ProviderState.binds(facts) : bound;
                why = bound ? "the request's state is with the default's provider" : null;
            }
            if (why == null) {
                models.add(model);
            } else if (models.isEmpty()) {
                skipped.add(model.id() + " skipped: " + why);
            }
        }
        if (models.isEmpty()) {
            skipped.add("candidate's model is out of reach: default");
            models.add(snapshot.defaultModel());
        }
        return new Reach(models, skipped);
    }

    /** Why a request cannot be put into the other wire's words; null where it can. */
    private static @Nullable String fault(@Nullable Wire caller, byte[] body) {
        if (caller == null) {
            return "it speaks another wire, and this path has no counterpart there";
        }
        var translation = caller == Wire.OPENAI ? Translation.fromOpenAi(0) : Translation.fromAnthropic(Dialect.COMMON);
        try {
            translation.request(body, "");
            return null;
        } catch (Untranslatable | MalformedReply why) {
            return why.getMessage();
        }
    }

    /** The escalation, where its model can be asked this request and is a step up from the first one. */
    @Nullable
    Escalating escalation(Snapshot snapshot, Facts facts, @Nullable Escalating wanted) {
        return wanted != null
                        && wanted.raises(models.getFirst())
                        && of(snapshot, facts, List.of(wanted.to())).skipped().isEmpty()
                ? wanted
                : null;
    }

    /** A decision's reason followed by what was skipped. */
    String after(String reason) {
        return skipped.isEmpty() ? reason : reason + "; " + String.join("; ", skipped);
    }
}
