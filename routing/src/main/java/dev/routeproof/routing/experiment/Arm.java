package dev.routeproof.routing.experiment;

import java.util.Locale;

/** Where a unit is: the baseline of every comparison is control and hold-out together. */
public enum Arm {
    CONTROL,
    CANDIDATE,
    HOLDOUT;

    /** The word used in files and events. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean baseline() {
        return this != CANDIDATE;
    }
}
