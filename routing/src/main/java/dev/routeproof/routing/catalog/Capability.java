package dev.routeproof.routing.catalog;

import java.util.Locale;

/** Something a request may need and a model may lack. */
public enum Capability {
    TOOLS,
    VISION,
    JSON,
    REASONING;

    /** The word used in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
