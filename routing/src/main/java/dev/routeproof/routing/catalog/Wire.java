package dev.routeproof.routing.catalog;

import java.util.Locale;

/** How a provider is spoken to. */
public enum Wire {
    OPENAI,
    ANTHROPIC,
    SANDBOX,
    RECORDED;

    /** The word used in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
