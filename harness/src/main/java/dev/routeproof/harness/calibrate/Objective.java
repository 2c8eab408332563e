package dev.routeproof.harness.calibrate;

import dev.routeproof.routing.table.Mode;

/** What a mode asks of its model. */
final class Objective {
    /** Probability a statement about a pick must have. */
    static final double SURE = 0.90;

    /** Expected quality within this of the best is a near-tie for {@code sport}. */
    static final double NEAR_TIE = 0.005;

    /** A cell does not change for less. */
    static final double LEAST_SAVING = 0.05;

    private Objective() {}

    /** The largest loss against the best that the mode accepts, a share. */
    static double margin(Mode mode) {
        return switch (mode) {
            case ECO -> 0.05;
            case BALANCED -> 0.02;
            case SPORT -> NEAR_TIE;
        };
    }
}
