package dev.routeproof.routing.experiment;

import java.util.Locale;

/**
 * Where a unit is: the baseline of every comparison is control and hold-out together. Who explores is in no comparison.
 */
public enum Arm {
    CONTROL,
    CANDIDATE,
    HOLDOUT,
    /** Served by models chosen uniformly, so that whole tables can be judged from the log. */
    EXPLORE;

    /** The word used in files and events. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean baseline() {
        return this == CONTROL || this == HOLDOUT;
    }
}
