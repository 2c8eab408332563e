package dev.routeproof.reports.chart;

import dev.routeproof.reports.chart.Numbers.Column;
import dev.routeproof.reports.chart.Numbers.Unit;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.RouterField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cost against accuracy, with the line that mixing single models draws: a router is worth its distance above it. */
public final class RouterFieldChart {
    private static final Figures FIGURES = new Figures();
    private static final double WIDTH = 860;
    private static final double HEIGHT = 420;
    private static final double EMPTY = 60;
    private static final double LEFT = 46;
    private static final double RIGHT = 18;
    private static final double TOP = 14;
    private static final double BOTTOM = 40;
    private static final int PIECES = 40;

    private RouterFieldChart() {}

    public static Chart draw(String id, RouterField field) {
        String title = "Cost and accuracy of routers and single models";
        if (field.line().isEmpty()) {
            Svg empty = new Svg(WIDTH, EMPTY, "chart frontier field", title);
            empty.text(WIDTH / 2, EMPTY / 2, "middle quiet", "costs are not known, so there is no line");
            return new Chart(id, title, empty.done(), numbers(field));
        }
        Svg svg = new Svg(WIDTH, HEIGHT, "chart frontier field", title);
        double dearest = field.points().stream()
                .mapToDouble(RouterField.Point::cost)
                .max()
                .orElse(0);
        Scale x = Scale.linear(0, dearest == 0 ? 1 : dearest * 1.08, LEFT + 10, WIDTH - RIGHT);
        Scale y = accuracies(field.points());
        axes(svg, x, y, field.costUnit());
        Labels labels = new Labels(LEFT, WIDTH - 4, TOP - 8, HEIGHT - BOTTOM + 2);
        line(svg, field.line(), x, y, labels);
        for (RouterField.Point point : field.points()) {
            mark(svg, point, x, y);
            labels.occupy(x.at(point.cost()), y.at(point.accuracy().value()));
        }
        field.points().stream()
                .sorted(Comparator.comparing(RouterField.Point::kind).reversed())
                .forEach(point -> labels.place(
                        svg,
                        x.at(point.cost()),
                        y.at(point.accuracy().value()),
                        point.name(),
                        point.kind() == RouterField.Kind.MODEL ? "label quiet" : "label strong"));
        return new Chart(id, title, svg.done(), numbers(field));
    }

    private static Scale accuracies(List<RouterField.Point> points) {
        double low = points.stream().mapToDouble(p -> p.accuracy().low()).min().orElse(0);
        double high =
                points.stream().mapToDouble(p -> p.accuracy().high()).max().orElse(1);
        double air = Math.max(0.02, (high - low) * 0.08);
        return Scale.linear(Math.max(0, low - air), Math.min(1, high + air), HEIGHT - BOTTOM, TOP);
    }

    private static void axes(Svg svg, Scale x, Scale y, String costUnit) {
        for (double tick : y.ticks(5)) {
            svg.line(LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick), "grid");
            svg.text(LEFT - 8, y.at(tick) + 4, "end tick", FIGURES.probability(tick));
        }
        for (double tick : x.ticks(8)) {
            svg.line(x.at(tick), HEIGHT - BOTTOM, x.at(tick), HEIGHT - BOTTOM + 4, "axis");
            svg.text(x.at(tick), HEIGHT - BOTTOM + 17, "middle tick", tick == 0 ? "0" : FIGURES.usdTick(tick));
        }
        svg.line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "axis");
        svg.text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 5, "middle axis-title", costUnit);
    }

    /** From where the line comes into view to the right edge. */
    private static void line(Svg svg, List<RouterField.Corner> corners, Scale x, Scale y, Labels labels) {
        List<RouterField.Corner> seen = new ArrayList<>();
        for (RouterField.Corner corner : corners) {
            RouterField.Corner before = seen.isEmpty() ? corner : seen.getLast();
            if (before.accuracy() < y.from() && corner.accuracy() > y.from()) {
                double share = (y.from() - before.accuracy()) / (corner.accuracy() - before.accuracy());
                seen.removeLast();
                seen.add(new RouterField.Corner(before.cost() + share * (corner.cost() - before.cost()), y.from()));
            }
            seen.add(corner);
        }
        seen.add(new RouterField.Corner(x.to(), seen.getLast().accuracy()));
        StringBuilder path = new StringBuilder();
        for (RouterField.Corner corner : seen) {
            path.append(path.isEmpty() ? "M" : "L")
                    .append(Svg.number(x.at(corner.cost())))
                    .append(' ')
                    .append(Svg.number(y.at(corner.accuracy())));
        }
        svg.leaf("path", "d", path, "class", "frontier-line");
        for (int i = 1; i < seen.size(); i++) {
            occupy(labels, seen.get(i - 1), seen.get(i), x, y);
        }
    }

    /** A slanting line keeps labels away from the boxes of its pieces only. */
    private static void occupy(Labels labels, RouterField.Corner from, RouterField.Corner to, Scale x, Scale y) {
        double startX = x.at(from.cost());
        double startY = y.at(from.accuracy());
        double dx = (x.at(to.cost()) - startX) / PIECES;
        double dy = (y.at(to.accuracy()) - startY) / PIECES;
        for (int i = 0; i < PIECES; i++) {
            labels.occupyLine(startX + i * dx, startY + i * dy, startX + (i + 1) * dx, startY + (i + 1) * dy);
        }
    }

    private static void mark(Svg svg, RouterField.Point point, Scale x, Scale y) {
        double px = x.at(point.cost());
        double py = y.at(point.accuracy().value());
        svg.mark(point.kind() == RouterField.Kind.MODEL ? "rest" : "best", tip(point));
        if (point.accuracy().high() > point.accuracy().low()) {
            svg.line(px, y.at(point.accuracy().low()), px, y.at(point.accuracy().high()), "whisker");
        }
        if (point.kind() == RouterField.Kind.ORACLE) {
            svg.leaf("circle", "cx", px, "cy", py, "r", 9, "class", "ring");
        }
        svg.leaf("circle", "cx", px, "cy", py, "r", 5.5, "class", "dot");
        svg.close();
    }

    private static String tip(RouterField.Point point) {
        return point.name() + "\n" + FIGURES.percent(point.accuracy().value())
                + (point.accuracy().high() > point.accuracy().low()
                        ? " (" + FIGURES.percent(point.accuracy().low()) + " to "
                                + FIGURES.percent(point.accuracy().high()) + ")"
                        : "")
                + "\n" + FIGURES.usd(point.cost());
    }

    private static Numbers numbers(RouterField field) {
        Numbers.Builder rows = Numbers.of(
                Column.text("name"),
                Column.text("what"),
                Column.of(field.costUnit(), Unit.USD),
                Column.of("accuracy", Unit.SHARE),
                Column.of("low", Unit.SHARE),
                Column.of("high", Unit.SHARE));
        field.points()
                .forEach(point -> rows.row(
                        point.name(),
                        switch (point.kind()) {
                            case MODEL -> "model";
                            case ROUTER -> "router";
                            case ORACLE -> "oracle";
                        },
                        point.cost(),
                        point.accuracy().value(),
                        point.accuracy().low(),
                        point.accuracy().high()));
        field.line().forEach(corner -> rows.row("", "corner of the mix", corner.cost(), corner.accuracy(), null, null));
        return rows.build();
    }
}
