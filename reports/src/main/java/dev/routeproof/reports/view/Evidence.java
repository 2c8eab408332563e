package dev.routeproof.reports.view;

import java.time.Instant;
import java.util.List;

/** Sequential evidence over time with the epochs marked, a panel for each slice. */
public record Evidence(List<Epoch> epochs, List<Panel> panels) {
    public Evidence {
        epochs = List.copyOf(epochs);
        panels = List.copyOf(panels);
    }

    /** The start of a period in which no setting changed; {@code note} such as "5 → 20 %". */
    public record Epoch(Instant at, String note) {}

    /** One slice; the lines share one axis of evidence (e-values, logarithmic). */
    public record Panel(String title, List<Line> lines) {
        public Panel {
            lines = List.copyOf(lines);
        }
    }

    /**
     * @param name such as "harm" or "no worse than the margin"
     * @param threshold the e-value at which the statement is made, above 1
     */
    public record Line(String name, Tone tone, double threshold, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /** {@code evidence} is an e-value, above 0; 1 says nothing either way. */
    public record Point(Instant at, double evidence) {}
}
