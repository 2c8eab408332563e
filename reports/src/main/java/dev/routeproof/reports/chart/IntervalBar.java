package dev.routeproof.reports.chart;

import dev.routeproof.reports.view.Measure;

/** The interval of one table row on a scale that all rows share. */
public final class IntervalBar {
    private IntervalBar() {}

    /** A small drawing from {@code from} to 1; the row's text carries the numbers, so it is hidden from screen readers. */
    public static String draw(Measure measure, double from) {
        Svg svg = new Svg(140, 16, "bar", "interval");
        Scale x = Scale.linear(from, 1, 2, 138);
        svg.line(2, 8, 138, 8, "grid");
        if (measure instanceof Measure.Measured m) {
            svg.rect(x.at(m.low()), 4, Math.max(2, x.at(m.high()) - x.at(m.low())), 8, "span");
            svg.line(x.at(m.value()), 1, x.at(m.value()), 15, "point");
        }
        return svg.done();
    }
}
