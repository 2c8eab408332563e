package dev.routeproof.reports.view;

import java.util.List;
import java.util.Locale;

/**
 * Differences against the baseline with their intervals, a panel for each task type or metric.
 *
 * @param baseline what every row is compared with
 * @param quantity what differs, such as "quality"
 * @param interval what the whiskers are, such as "95 % interval"
 */
public record Forest(String baseline, String quantity, String interval, List<Panel> panels) {
    public Forest {
        panels = List.copyOf(panels);
    }

    /** With 95 % intervals. */
    public Forest(String baseline, String quantity, List<Panel> panels) {
        this(baseline, quantity, "95 % interval", panels);
    }

    /**
     * @param margin the largest loss that is accepted, a positive share; drawn as a band left of zero
     * @param higherIsBetter false for rates of something bad
     */
    public record Panel(String title, double margin, boolean higherIsBetter, List<Row> rows) {
        public Panel {
            rows = List.copyOf(rows);
        }
    }

    /** {@code difference} is row minus baseline, a share in [-1,1]. */
    public record Row(String label, Measure difference, Conclusion conclusion) {}

    /** What the interval says. */
    public enum Conclusion {
        /** The whole interval is on the good side of zero. */
        BETTER,
        /** The whole interval is on the good side of the margin. */
        WITHIN_MARGIN,
        /** The whole interval is on the bad side of zero. */
        WORSE,
        /** Neither can be said. */
        UNCLEAR;

        /** The words shown. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
