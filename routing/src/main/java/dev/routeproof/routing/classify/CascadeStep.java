package dev.routeproof.routing.classify;

import java.time.Duration;

/** Where a cascade stands: it has decided, or it needs a call that someone else must make. */
public sealed interface CascadeStep {
    /** The cascade is done. */
    record Decided(Cascaded outcome) implements CascadeStep {}

    /**
     * A stage that takes waiting.
     *
     * @param spec never of a kind that is {@link StageSpec#immediate()}
     * @param text what it is about: the last user turn, of a long one its beginning and end
     * @param within how long the call may take: the stage's budget, or what is left of the deadline
     */
    record Needs(StageSpec spec, String text, Duration within) implements CascadeStep {}
}
