package dev.routeproof.reports.chart;

import dev.routeproof.reports.chart.Numbers.Column;
import dev.routeproof.reports.chart.Numbers.Unit;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.HeatMap;
import dev.routeproof.reports.view.Measure;

/** Quality by model and task type: ten steps of one hue, the number and n in every cell, grey below 30 prompts. */
public final class HeatMapChart {
    private static final Figures FIGURES = new Figures();
    private static final double LABEL = 170;
    private static final double ROW = 40;
    private static final double HEAD = 28;
    private static final int FEW = 30;

    private HeatMapChart() {}

    public static Chart draw(String id, HeatMap map) {
        String title = "Quality of every model on every task type";
        double column =
                Math.max(84, Math.min(150, 700.0 / Math.max(1, map.columns().size())));
        double width = LABEL + column * map.columns().size();
        Svg svg = new Svg(width, HEAD + ROW * map.rows().size() + 2, "chart heat", title);
        for (int c = 0; c < map.columns().size(); c++) {
            svg.text(
                    LABEL + column * (c + 0.5),
                    17,
                    "middle label strong",
                    map.columns().get(c));
        }
        double y = HEAD;
        for (HeatMap.Row row : map.rows()) {
            svg.text(LABEL - 12, y + ROW / 2 + 4, "end label", row.model());
            for (int c = 0; c < row.cells().size(); c++) {
                cell(svg, row.model(), map.columns().get(c), row.cells().get(c), LABEL + column * c, y, column);
            }
            y += ROW;
        }
        return new Chart(id, title, svg.done(), numbers(map));
    }

    private static void cell(Svg svg, String model, String column, Measure measure, double x, double y, double width) {
        switch (measure) {
            case Measure.Measured m -> {
                int step = Math.clamp((int) (m.value() * 10), 0, 9);
                svg.mark(
                        m.n() < FEW ? "few" : "h" + step,
                        model + ", " + column + "\n" + FIGURES.percent(m.value()) + " ("
                                + FIGURES.percent(m.low()) + " to " + FIGURES.percent(m.high()) + "), n "
                                + FIGURES.count(m.n())
                                + (m.n() < FEW ? ": too few to rely on" : ""));
                svg.leaf("rect", "x", x + 1, "y", y + 1, "width", width - 2, "height", ROW - 2, "rx", 3);
                svg.text(x + width / 2, y + 18, "middle cell-value", FIGURES.percent(m.value()));
                svg.text(x + width / 2, y + 31, "middle cell-n", "n " + FIGURES.count(m.n()));
                svg.close();
            }
            case Measure.Missing missing -> {
                svg.mark("empty", model + ", " + column + ": " + missing.reason());
                svg.leaf("rect", "x", x + 1, "y", y + 1, "width", width - 2, "height", ROW - 2, "rx", 3);
                svg.text(x + width / 2, y + 24, "middle cell-n", missing.reason());
                svg.close();
            }
        }
    }

    private static Numbers numbers(HeatMap map) {
        Numbers.Builder rows = Numbers.of(
                Column.text("model"),
                Column.text("task type"),
                Column.of("quality", Unit.SHARE),
                Column.of("low", Unit.SHARE),
                Column.of("high", Unit.SHARE),
                Column.of("n", Unit.COUNT));
        for (HeatMap.Row row : map.rows()) {
            for (int c = 0; c < row.cells().size(); c++) {
                String column = map.columns().get(c);
                switch (row.cells().get(c)) {
                    case Measure.Measured m -> rows.row(row.model(), column, m.value(), m.low(), m.high(), m.n());
                    case Measure.Missing missing -> rows.row(row.model(), column, missing.reason(), null, null, null);
                }
            }
        }
        return rows.build();
    }
}
