package dev.routeproof.stats.sequential;

/** Which departure from "the arms are alike" a bet is placed on. */
public enum Sides {
    /** The candidate's values are higher; with 1 = bad this is harm. */
    HIGHER,
    /** The candidate's values are lower. */
    LOWER,
    /** Either. */
    BOTH
}
