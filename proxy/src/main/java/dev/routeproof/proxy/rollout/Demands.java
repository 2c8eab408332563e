package dev.routeproof.proxy.rollout;

import dev.routeproof.routing.catalog.Capability;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.decide.RequestFacts;
import java.util.EnumSet;

/** What a request demands of a model besides its task type. */
final class Demands {
    /** Output length where nothing better is known, tokens. */
    private static final int USUAL_OUTPUT = 250;

    private Demands() {}

    /** @param lastUserText what the table's overrides look at */
    static RequestFacts of(Facts facts, Prompt prompt, String lastUserText) {
        var needs = EnumSet.noneOf(Capability.class);
        if (prompt.hasTools()) {
            needs.add(Capability.TOOLS);
        }
        if (prompt.hasImages()) {
            needs.add(Capability.VISION);
        }
        if (prompt.wantsJson()) {
            needs.add(Capability.JSON);
        }
        long limit = prompt.outputLimit();
        var wishes = facts.wishes();
        return new RequestFacts(
                facts.mode(),
                facts.feature(),
                lastUserText,
                needs,
                PromptTokens.of(facts.body()),
                limit > 0 ? Math.min(limit, USUAL_OUTPUT) : USUAL_OUTPUT,
                limit,
                null,
                wishes.maxLatency(),
                wishes.maxCost(),
                wishes.tier());
    }
}
