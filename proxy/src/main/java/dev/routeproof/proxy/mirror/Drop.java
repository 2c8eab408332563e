package dev.routeproof.proxy.mirror;

import java.util.Locale;

/** Why a request was not executed on the candidate's model too. */
public enum Drop {
    /** The caller chose the model, a candidate answered it, or its path asks for no chat. */
    OUTSIDE,
    /** The candidate came to no decision. */
    NOT_EVALUATED,
    /** The candidate would have asked the model that served. */
    SAME_MODEL,
    /** There is nothing to compare with: the caller left, or the request itself was at fault. */
    NO_ANSWER,
    /** The provider would do more than answer: run tools of its own, store the answer. */
    SIDE_EFFECTS,
    /** The model cannot take it: tools, pictures, a response format, its length. */
    NO_CAPABILITY,
    /** The model's wire has no words for a part of it. */
    UNTRANSLATABLE,
    /** No key of ours is configured for the provider; a caller's is never used. */
    NO_KEY,
    /** The provider cannot be called. */
    UNREACHABLE,
    /** Its bytes do not fit beside those that are held. */
    TOO_LARGE,
    /** All places are taken and it could not wait, or waited too long. */
    BUSY,
    /** The calls of this minute are used up. */
    RATE,
    /** It could cost more than is left of the day's dollars. */
    BUDGET,
    /** The kill switch is on, or the phase is off. */
    KILLED,
    /** The proxy is stopping. */
    DRAINING,
    /** Another configuration came. */
    RELOADED,
    /** The mirror itself failed. */
    BROKEN;

    /** As the metric's label has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
