package dev.routeproof.routing.experiment;

import java.util.Locale;

/** What to do with a candidate, in a slice or as a whole. */
public enum Verdict {
    /** No worse on anything that was registered, and the gain is shown. */
    PROMOTE,
    /** Not decided: keep watching. */
    HOLD,
    /** Harm is shown. */
    ROLL_BACK,
    /** The log cannot be trusted, so no number is shown. */
    UNHEALTHY,
    /** The candidate's route never differed from the default: nothing to decide, and not counted. */
    NO_CHANGE;

    /** The word used in files and machine output. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
