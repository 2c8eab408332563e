package dev.routeproof.stats.sequential;

/** What became of a value that was shown to a monitor. */
public enum Entry {
    /** It was bet on: its assignment was still random, given the past. */
    EVIDENCE,
    /** Its assignment was already certain (propensity 0 or 1), so it says nothing about the arms. */
    MONITORED_ONLY
}
