package dev.routeproof.routing.table;

import java.util.Locale;

/** What the caller wants of a route; {@code balanced} where nothing is said. */
public enum Mode {
    ECO,
    BALANCED,
    SPORT;

    /** The word used in files and headers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
