package dev.routeproof.reports.chart;

import dev.routeproof.reports.chart.Numbers.Column;
import dev.routeproof.reports.chart.Numbers.Unit;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Forest;
import dev.routeproof.reports.view.Measure;
import java.util.List;

/** Differences against the baseline with intervals; the accepted loss is a band beside zero. */
public final class ForestChart {
    private static final Figures FIGURES = new Figures();
    private static final double WIDTH = 560;
    private static final double PLOT_LEFT = 140;
    private static final double PLOT_RIGHT = 400;
    private static final double ROW = 24;
    private static final double TOP = 26;
    private static final double WIDEST = 0.25;

    private ForestChart() {}

    public static Chart draw(String id, Forest forest, Forest.Panel panel) {
        String title = "Difference in " + forest.quantity() + " against " + forest.baseline() + ", " + panel.title();
        double bottom = TOP + ROW * panel.rows().size() + 4;
        Svg svg = new Svg(WIDTH, bottom + 34, "chart forest", title);
        Scale x = scale(panel);
        double zero = x.at(0);
        double margin = x.at(panel.higherIsBetter() ? -panel.margin() : panel.margin());
        svg.rect(Math.min(zero, margin), TOP - 6, Math.abs(zero - margin), bottom - TOP + 6, "margin");
        for (double tick : x.ticks(4)) {
            svg.line(x.at(tick), TOP - 6, x.at(tick), bottom, Math.abs(tick) < 1e-9 ? "zero" : "grid");
            svg.text(x.at(tick), bottom + 14, "middle tick", FIGURES.points(tick));
        }
        svg.text(PLOT_LEFT, 12, "tick", panel.higherIsBetter() ? "← worse" : "← better");
        svg.text(PLOT_RIGHT, 12, "end tick", panel.higherIsBetter() ? "better →" : "worse →");
        svg.text((PLOT_LEFT + PLOT_RIGHT) / 2, bottom + 30, "middle axis-title", "points, " + forest.interval());
        double y = TOP + ROW / 2;
        for (Forest.Row row : panel.rows()) {
            row(svg, row, x, y);
            y += ROW;
        }
        return new Chart(id, title, svg.done(), numbers(panel));
    }

    private static void row(Svg svg, Forest.Row row, Scale x, double y) {
        svg.text(
                PLOT_LEFT - 12,
                y + 4,
                "end label",
                row.label().length() > 21 ? row.label().substring(0, 20) + "…" : row.label());
        switch (row.difference()) {
            case Measure.Measured m -> {
                String kind = row.conclusion().words().replace(' ', '-');
                svg.mark(kind, tip(row, m));
                svg.rect(PLOT_LEFT, y - ROW / 2, PLOT_RIGHT - PLOT_LEFT, ROW, "hit");
                svg.line(x.at(m.low()), y, x.at(m.high()), y, "whisker");
                double at = x.at(m.value());
                if (offTheAxis(m.value(), x)) {
                    svg.leaf("path", "d", arrow(at, y, m.value() < 0 ? -1 : 1), "class", "dot");
                } else {
                    shape(svg, row.conclusion(), at, y);
                }
                svg.close();
                svg.text(PLOT_RIGHT + 56, y + 4, "end value", FIGURES.points(m.value()));
                svg.text(WIDTH - 2, y + 4, "end tick", FIGURES.points(m.low()) + " to " + FIGURES.points(m.high()));
            }
            case Measure.Missing missing ->
                svg.text((PLOT_LEFT + PLOT_RIGHT) / 2, y + 4, "middle quiet", missing.reason());
        }
    }

    private static void shape(Svg svg, Forest.Conclusion conclusion, double at, double y) {
        switch (conclusion) {
            case BETTER -> svg.leaf("path", "d", triangle(at, y, -1), "class", "dot");
            case WORSE -> svg.leaf("path", "d", triangle(at, y, 1), "class", "dot");
            case WITHIN_MARGIN -> svg.rect(at - 4.5, y - 4.5, 9, 9, "dot");
            case UNCLEAR -> svg.leaf("circle", "cx", at, "cy", y, "r", 4.5, "class", "dot");
        }
    }

    private static String arrow(double x, double y, int direction) {
        return "M" + Svg.number(x) + ' ' + Svg.number(y) + 'l' + Svg.number(-direction * 8.0) + " -5v10Z";
    }

    private static String triangle(double x, double y, int direction) {
        return "M" + Svg.number(x - 5.5) + ' ' + Svg.number(y - direction * 4.0) + "h11L" + Svg.number(x) + ' '
                + Svg.number(y + direction * 6.0) + 'Z';
    }

    private static String tip(Forest.Row row, Measure.Measured m) {
        return row.label() + ": " + row.conclusion().words() + "\n" + FIGURES.points(m.value()) + " points ("
                + FIGURES.points(m.low()) + " to " + FIGURES.points(m.high()) + "), n " + FIGURES.count(m.n());
    }

    /**
     * From the lowest to the highest end. Losses of quality are shown to {@link #WIDEST} either way: what is far off needs no
     * detail.
     */
    private static Scale scale(Forest.Panel panel) {
        double low = -Math.max(panel.margin() * 1.5, 0.01);
        double high = -low;
        for (Forest.Row row : panel.rows()) {
            if (row.difference() instanceof Measure.Measured m) {
                low = Math.min(low, m.low() * 1.05);
                high = Math.max(high, m.high() * 1.05);
            }
        }
        double widest = panel.higherIsBetter() ? WIDEST : 1;
        return Scale.linear(Math.max(low, -widest), Math.min(high, widest), PLOT_LEFT, PLOT_RIGHT);
    }

    private static boolean offTheAxis(double value, Scale x) {
        return value < x.from() || value > x.to();
    }

    private static Numbers numbers(Forest.Panel panel) {
        Numbers.Builder rows = Numbers.of(
                Column.text("compared"),
                Column.of("difference, points", Unit.DIFFERENCE),
                Column.of("low", Unit.DIFFERENCE),
                Column.of("high", Unit.DIFFERENCE),
                Column.of("n", Unit.COUNT),
                Column.text("conclusion"));
        for (Forest.Row row : panel.rows()) {
            switch (row.difference()) {
                case Measure.Measured m ->
                    rows.row(
                            row.label(),
                            m.value(),
                            m.low(),
                            m.high(),
                            m.n(),
                            row.conclusion().words());
                case Measure.Missing missing -> rows.row(row.label(), null, null, null, null, missing.reason());
            }
        }
        return rows.build();
    }

    /** All panels, with ids made from {@code id} and their number. */
    public static List<Chart> all(String id, Forest forest) {
        return java.util.stream.IntStream.range(0, forest.panels().size())
                .mapToObj(i -> draw(id + "-" + i, forest, forest.panels().get(i)))
                .toList();
    }
}
