package dev.routeproof.stats;

/** The direction a test looks in: the true quantity differs from, is below, or is above the null value. */
public enum Alternative {
    TWO_SIDED,
    LESS,
    GREATER
}
