package dev.routeproof.reports.chart;

import dev.routeproof.reports.chart.Numbers.Column;
import dev.routeproof.reports.chart.Numbers.Unit;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Frontier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cost against quality with intervals; the models nothing else beats are joined by a line. */
public final class FrontierChart {
    private static final Figures FIGURES = new Figures();

    private final double width;
    private final double height;
    private final double left = 46;
    private final double right = 18;
    private final double top = 14;
    private final double bottom = 40;

    private FrontierChart(double width, double height) {
        this.width = width;
        this.height = height;
    }

    /** The large panel. */
    public static Chart wide(String id, Frontier.Panel panel, String costUnit) {
        return new FrontierChart(860, 400).draw(id, panel, costUnit);
    }

    /** A panel for a grid of them. */
    public static Chart small(String id, Frontier.Panel panel, String costUnit) {
        return new FrontierChart(500, 320).draw(id, panel, costUnit);
    }

    private Chart draw(String id, Frontier.Panel panel, String costUnit) {
        String title = "Cost and quality, " + panel.title();
        Svg svg = new Svg(width, height, "chart frontier", title);
        List<Frontier.Point> points = panel.points();
        if (points.isEmpty()) {
            svg.text(width / 2, height / 2, "middle quiet", "no model has both a cost and a scored answer");
            return new Chart(id, title, svg.done(), numbers(panel, costUnit));
        }
        Scale x = costs(points);
        Scale y = qualities(points);
        axes(svg, x, y, costUnit);
        Labels labels = new Labels(left, width - 4, top - 8, height - bottom + 2);
        line(svg, points, x, y, labels);
        points.stream()
                .sorted(Comparator.comparing(Frontier.Point::onFrontier))
                .forEach(point -> mark(svg, point, x, y));
        points.forEach(
                point -> labels.occupy(x.at(point.cost()), y.at(point.quality().value())));
        points.stream()
                .sorted(Comparator.comparing(Frontier.Point::onFrontier)
                        .reversed()
                        .thenComparing(Frontier.Point::cost))
                .forEach(point -> labels.place(
                        svg,
                        x.at(point.cost()),
                        y.at(point.quality().value()),
                        point.model(),
                        point.onFrontier() ? "label strong" : "label quiet"));
        return new Chart(id, title, svg.done(), numbers(panel, costUnit));
    }

    private Scale costs(List<Frontier.Point> points) {
        double smallest = points.stream()
                .mapToDouble(Frontier.Point::cost)
                .filter(c -> c > 0)
                .min()
                .orElse(0);
        double largest = points.stream().mapToDouble(Frontier.Point::cost).max().orElse(1);
        boolean free = points.stream().anyMatch(p -> p.cost() == 0);
        if (free || smallest == 0) {
            return Scale.linear(0, largest == 0 ? 1 : largest * 1.1, left + 14, width - right - 20);
        }
        return Scale.log(smallest / 1.5, largest * 1.7, left, width - right);
    }

    private Scale qualities(List<Frontier.Point> points) {
        double low = points.stream().mapToDouble(p -> p.quality().low()).min().orElse(0);
        double high = points.stream().mapToDouble(p -> p.quality().high()).max().orElse(1);
        double air = Math.max(0.02, (high - low) * 0.08);
        return Scale.linear(Math.max(0, low - air), Math.min(1, high + air), height - bottom, top);
    }

    private void axes(Svg svg, Scale x, Scale y, String costUnit) {
        for (double tick : y.ticks(5)) {
            svg.line(left, y.at(tick), width - right, y.at(tick), "grid");
            svg.text(left - 8, y.at(tick) + 4, "end tick", FIGURES.probability(tick));
        }
        for (double tick : x.ticks(width > 600 ? 9 : 6)) {
            svg.line(x.at(tick), height - bottom, x.at(tick), height - bottom + 4, "axis");
            svg.text(x.at(tick), height - bottom + 17, "middle tick", FIGURES.usdTick(tick));
        }
        svg.line(left, height - bottom, width - right, height - bottom, "axis");
        svg.text(
                (left + width - right) / 2,
                height - 5,
                "middle axis-title",
                costUnit + (x.logarithmic() ? ", logarithmic" : ""));
    }

    private void line(Svg svg, List<Frontier.Point> points, Scale x, Scale y, Labels labels) {
        List<Frontier.Point> best = points.stream()
                .filter(Frontier.Point::onFrontier)
                .sorted(Comparator.comparingDouble(Frontier.Point::cost))
                .toList();
        if (best.isEmpty()) {
            return;
        }
        StringBuilder path = new StringBuilder();
        double previousX = 0;
        double previousY = 0;
        for (Frontier.Point point : best) {
            double px = x.at(point.cost());
            double py = y.at(point.quality().value());
            if (!path.isEmpty()) {
                labels.occupyLine(previousX, previousY, px, previousY);
                labels.occupyLine(px, previousY, px, py);
            }
            path.append(path.isEmpty() ? "M" : "L" + Svg.number(px) + ' ' + Svg.number(previousY) + 'L')
                    .append(Svg.number(px))
                    .append(' ')
                    .append(Svg.number(py));
            previousX = px;
            previousY = py;
        }
        labels.occupyLine(previousX, previousY, width - right, previousY);
        path.append('L').append(Svg.number(width - right)).append(' ').append(Svg.number(previousY));
        svg.leaf("path", "d", path, "class", "frontier-line");
    }

    private void mark(Svg svg, Frontier.Point point, Scale x, Scale y) {
        double px = x.at(point.cost());
        double py = y.at(point.quality().value());
        svg.mark(point.onFrontier() ? "best" : "rest", tip(point));
        svg.line(px, y.at(point.quality().low()), px, y.at(point.quality().high()), "whisker");
        if (point.baseline()) {
            svg.leaf("circle", "cx", px, "cy", py, "r", 9, "class", "ring");
        }
        svg.leaf("circle", "cx", px, "cy", py, "r", 5.5, "class", "dot");
        svg.close();
    }

    private static String tip(Frontier.Point point) {
        return point.model() + (point.baseline() ? " (baseline)" : "") + "\n"
                + FIGURES.percent(point.quality().value()) + " ("
                + FIGURES.percent(point.quality().low()) + " to "
                + FIGURES.percent(point.quality().high()) + "), n "
                + FIGURES.count(point.quality().n()) + "\n"
                + FIGURES.usd(point.cost()) + (point.costEstimated() ? " estimated" : "");
    }

    private static Numbers numbers(Frontier.Panel panel, String costUnit) {
        Numbers.Builder rows = Numbers.of(
                Column.text("model"),
                Column.of(costUnit, Unit.USD),
                Column.text("cost is"),
                Column.of("quality", Unit.SHARE),
                Column.of("low", Unit.SHARE),
                Column.of("high", Unit.SHARE),
                Column.of("n", Unit.COUNT),
                Column.text("on the frontier"));
        List<Frontier.Point> sorted = new ArrayList<>(panel.points());
        sorted.sort(Comparator.comparingDouble(Frontier.Point::cost));
        for (Frontier.Point p : sorted) {
            rows.row(
                    p.model(),
                    p.cost(),
                    p.costEstimated() ? "estimated" : "reported",
                    p.quality().value(),
                    p.quality().low(),
                    p.quality().high(),
                    p.quality().n(),
                    p.onFrontier() ? "yes" : "no");
        }
        return rows.build();
    }
}
