package dev.routeproof.routing.catalog;

import java.util.Locale;

/** How strong a model is meant to be, weakest first; a fallback never goes to a lower tier. */
public enum Tier {
    SMALL,
    MEDIUM,
    LARGE,
    FRONTIER;

    /** The word used in files: {@code small}, {@code medium}, {@code large}, {@code frontier}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
