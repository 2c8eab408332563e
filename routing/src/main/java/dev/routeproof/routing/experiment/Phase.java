package dev.routeproof.routing.experiment;

import java.util.Locale;

/** How far a candidate has come. */
public enum Phase {
    /** Candidates are not evaluated. */
    OFF,
    /** Candidates are evaluated after the response head; everybody is served by the default. */
    SHADOW,
    /** A fixed share is routed by the candidate. */
    CANARY,
    /** The share rises step by step. */
    RAMP,
    /** Everybody but the hold-out is routed by the candidate. */
    FULL;

    /** The word used in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True where units are assigned to arms. */
    public boolean live() {
        return this == CANARY || this == RAMP || this == FULL;
    }
}
