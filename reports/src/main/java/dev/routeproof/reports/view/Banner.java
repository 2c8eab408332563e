package dev.routeproof.reports.view;

import java.util.List;

/**
 * The verdict of a report and its reason.
 *
 * @param verdict two to six words
 * @param sentence why, as one or two plain sentences
 * @param figures the two to four numbers the reader takes away, already formatted
 */
public record Banner(Tone tone, String verdict, String sentence, List<KeyFigure> figures) {
    public Banner {
        figures = List.copyOf(figures);
    }

    /** One number of the banner with what it is and, below it, what it is measured against. */
    public record KeyFigure(String value, String label, String detail) {}
}
