package dev.routeproof.reports.chart;

import dev.routeproof.reports.chart.Numbers.Column;
import dev.routeproof.reports.chart.Numbers.Unit;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.RecoveredGap;
import java.util.List;

/** The share of prompts sent to the strong model against the gap recovered; the diagonal is a router that draws lots. */
public final class RecoveredGapChart {
    private static final Figures FIGURES = new Figures();
    private static final double WIDTH = 860;
    private static final double HEIGHT = 400;
    private static final double EMPTY = 60;
    private static final double LEFT = 52;
    private static final double RIGHT = 640;
    private static final double TOP = 14;
    private static final double BOTTOM = 44;
    private static final int SERIES = 6;

    private RecoveredGapChart() {}

    public static Chart draw(String id, RecoveredGap gap) {
        String title = "Gap between " + gap.weak() + " and " + gap.strong() + " recovered";
        if (gap.curves().isEmpty()) {
            Svg empty = new Svg(WIDTH, EMPTY, "chart recovered", title);
            empty.text(WIDTH / 2, EMPTY / 2, "middle quiet", "no router here gives an order of prompts");
            return new Chart(id, title, empty.done(), numbers(gap));
        }
        Svg svg = new Svg(WIDTH, HEIGHT, "chart recovered", title);
        double low = Math.min(0, extreme(gap, -1));
        double high = Math.max(1, extreme(gap, 1));
        Scale x = Scale.linear(0, 1, LEFT, RIGHT);
        Scale y = Scale.linear(low, high, HEIGHT - BOTTOM, TOP);
        for (double tick : y.ticks(6)) {
            svg.line(LEFT, y.at(tick), RIGHT, y.at(tick), tick == 0 ? "zero" : "grid");
            svg.text(LEFT - 8, y.at(tick) + 4, "end tick", FIGURES.probability(tick));
        }
        for (double tick : x.ticks(5)) {
            svg.text(x.at(tick), HEIGHT - BOTTOM + 17, "middle tick", FIGURES.probability(tick));
        }
        svg.text((LEFT + RIGHT) / 2, HEIGHT - 5, "middle axis-title", "prompts sent to " + gap.strong());
        svg.line(x.at(0), y.at(0), x.at(1), y.at(1), "lots");
        svg.text(RIGHT + 14, TOP + 12, "tick", "dashed: drawing lots");
        for (int i = 0; i < gap.curves().size(); i++) {
            curve(svg, gap.curves().get(i), i, x, y);
        }
        return new Chart(id, title, svg.done(), numbers(gap));
    }

    private static double extreme(RecoveredGap gap, int sign) {
        return sign
                * gap.curves().stream()
                        .flatMap(curve -> curve.points().stream())
                        .mapToDouble(point -> sign * point.recovered())
                        .max()
                        .orElse(0);
    }

    private static void curve(Svg svg, RecoveredGap.Curve curve, int number, Scale x, Scale y) {
        StringBuilder path = new StringBuilder();
        for (RecoveredGap.Point point : curve.points()) {
            path.append(path.isEmpty() ? "M" : "L")
                    .append(Svg.number(x.at(point.share())))
                    .append(' ')
                    .append(Svg.number(y.at(point.recovered())));
        }
        String series = "series-" + number % SERIES;
        svg.mark(series, curve.name());
        svg.leaf("path", "d", path, "class", "curve");
        double height = TOP + 34 + 20 * number;
        svg.line(RIGHT + 14, height - 4, RIGHT + 34, height - 4, "curve");
        svg.text(
                RIGHT + 40,
                height,
                "label",
                curve.name().length() > 22 ? curve.name().substring(0, 21) + "…" : curve.name());
        svg.close();
    }

    private static Numbers numbers(RecoveredGap gap) {
        Numbers.Builder rows = Numbers.of(
                Column.text("router"),
                Column.of("sent to " + gap.strong(), Unit.SHARE),
                Column.of("gap recovered", Unit.SHARE));
        for (RecoveredGap.Curve curve : gap.curves()) {
            List<RecoveredGap.Point> points = curve.points();
            points.forEach(point -> rows.row(curve.name(), point.share(), point.recovered()));
        }
        return rows.build();
    }
}
