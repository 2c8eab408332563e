package dev.routeproof.reports.view;

import java.util.Locale;

/** How a statement is coloured and marked; the words beside it say the same without colour. */
public enum Tone {
    GOOD,
    WATCH,
    BAD,
    NEUTRAL;

    /** The class name in the stylesheet. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
