package dev.routeproof.reports.chart;

import dev.routeproof.reports.chart.Numbers.Column;
import dev.routeproof.reports.chart.Numbers.Unit;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Latency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The distribution of latency of every model on one logarithmic axis, with p50, p95 and p99 marked. */
public final class LatencyChart {
    private static final Figures FIGURES = new Figures();
    private static final double WIDTH = 860;
    private static final double LEFT = 160;
    private static final double RIGHT = 690;
    private static final double ROW = 44;
    private static final double TOP = 24;

    private LatencyChart() {}

    public static Chart draw(String id, Latency latency) {
        String title = "Latency";
        double bottom = TOP + ROW * latency.rows().size() + 6;
        Svg svg = new Svg(WIDTH, bottom + 38, "chart latency", title);
        List<Double> edges = latency.edges();
        if (edges.size() < 2) {
            svg.text(WIDTH / 2, bottom / 2 + 10, "middle quiet", "latency was not measured in this run");
            return new Chart(id, title, svg.done(), numbers(latency));
        }
        Scale x = Scale.log(edges.getFirst(), edges.getLast(), LEFT, RIGHT);
        for (double tick : x.ticks(9)) {
            svg.line(x.at(tick), TOP, x.at(tick), bottom, "grid");
            svg.text(x.at(tick), bottom + 16, "middle tick", FIGURES.durationTick(tick));
        }
        svg.text((LEFT + RIGHT) / 2, bottom + 33, "middle axis-title", "whole answer, logarithmic");
        svg.text(RIGHT + 56, 14, "end tick", "p50");
        svg.text(RIGHT + 112, 14, "end tick", "p95");
        svg.text(RIGHT + 168, 14, "end tick", "p99");
        double y = TOP + ROW;
        for (Latency.Row row : latency.rows()) {
            row(svg, row, edges, x, y);
            y += ROW;
        }
        return new Chart(id, title, svg.done(), numbers(latency));
    }

    private static void row(Svg svg, Latency.Row row, List<Double> edges, Scale x, double base) {
        svg.text(LEFT - 12, base - 12, "end label", row.model());
        if (row.counts().isEmpty()) {
            svg.text(LEFT + 8, base - 12, "quiet", "not measured");
            return;
        }
        svg.mark(
                "shape",
                row.model() + "\np50 " + FIGURES.duration(row.p50()) + ", p95 " + FIGURES.duration(row.p95())
                        + ", p99 " + FIGURES.duration(row.p99()) + "\nfirst token p50 "
                        + FIGURES.duration(row.firstTokenP50())
                        + ", n " + FIGURES.count(row.n()));
        long most = row.counts().stream().mapToLong(Long::longValue).max().orElse(1);
        StringBuilder path = new StringBuilder("M" + Svg.number(LEFT) + ' ' + Svg.number(base));
        for (int i = 0; i < row.counts().size(); i++) {
            double height = (ROW - 12) * row.counts().get(i) / Math.max(1, most);
            String level = Svg.number(base - height);
            path.append('L').append(Svg.number(x.at(edges.get(i)))).append(' ').append(level);
            path.append('L')
                    .append(Svg.number(x.at(edges.get(i + 1))))
                    .append(' ')
                    .append(level);
        }
        path.append('L')
                .append(Svg.number(RIGHT))
                .append(' ')
                .append(Svg.number(base))
                .append('Z');
        svg.leaf("path", "d", path, "class", "area");
        quantile(svg, x, base, row.p50(), "p50");
        quantile(svg, x, base, row.p95(), "p95");
        quantile(svg, x, base, row.p99(), "p99");
        svg.close();
        svg.text(RIGHT + 56, base - 12, "end value", FIGURES.duration(row.p50()));
        svg.text(RIGHT + 112, base - 12, "end tick", FIGURES.duration(row.p95()));
        svg.text(RIGHT + 168, base - 12, "end tick", FIGURES.duration(row.p99()));
    }

    private static void quantile(Svg svg, Scale x, double base, @Nullable Double value, String cssClass) {
        if (value != null) {
            svg.line(x.at(value), base - ROW + 14, x.at(value), base, cssClass);
        }
    }

    private static Numbers numbers(Latency latency) {
        Numbers.Builder rows = Numbers.of(
                Column.text("model"),
                Column.of("p50", Unit.MILLIS),
                Column.of("p95", Unit.MILLIS),
                Column.of("p99", Unit.MILLIS),
                Column.of("first token p50", Unit.MILLIS),
                Column.of("n", Unit.COUNT));
        for (Latency.Row row : latency.rows()) {
            rows.row(row.model(), row.p50(), row.p95(), row.p99(), row.firstTokenP50(), row.n());
        }
        return rows.build();
    }
}
