package dev.routeproof.reports.chart;

import dev.routeproof.reports.chart.Numbers.Column;
import dev.routeproof.reports.chart.Numbers.Unit;
import dev.routeproof.reports.view.Evidence;
import dev.routeproof.reports.view.Figures;
import java.time.Instant;
import java.util.List;

/** E-values over time on a logarithmic axis; dashed lines are the thresholds, vertical lines the epochs. */
public final class EvidenceChart {
    private static final Figures FIGURES = new Figures();
    private static final double WIDTH = 540;
    private static final double HEIGHT = 240;
    private static final double LEFT = 52;
    private static final double RIGHT = 526;
    private static final double TOP = 26;
    private static final double BOTTOM = 204;

    private EvidenceChart() {}

    public static Chart draw(String id, Evidence evidence, Evidence.Panel panel) {
        String title = "Evidence over time, " + panel.title();
        Svg svg = new Svg(WIDTH, HEIGHT, "chart evidence", title);
        List<Instant> times = panel.lines().stream()
                .flatMap(line -> line.points().stream())
                .map(Evidence.Point::at)
                .sorted()
                .toList();
        if (times.isEmpty()) {
            svg.text(WIDTH / 2, HEIGHT / 2, "middle quiet", "no closed unit yet");
            return new Chart(id, title, svg.done(), numbers(panel));
        }
        Scale x = Scale.linear(moment(times.getFirst()), moment(times.getLast()), LEFT, RIGHT);
        Scale y = evidenceScale(panel);
        for (double tick : y.ticks(6)) {
            svg.line(LEFT, y.at(tick), RIGHT, y.at(tick), tick == 1 ? "zero" : "grid");
            svg.text(LEFT - 8, y.at(tick) + 4, "end tick", label(tick));
        }
        for (Evidence.Epoch epoch : evidence.epochs()) {
            double at = x.at(moment(epoch.at()));
            svg.mark("epoch", "epoch: " + epoch.note() + "\n" + FIGURES.moment(epoch.at()));
            svg.line(at, TOP - 8, at, BOTTOM, "epoch-line");
            svg.text(at + 3, TOP - 11, "tick", epoch.note());
            svg.close();
        }
        panel.lines().forEach(line -> line(svg, line, x, y));
        svg.text(LEFT, BOTTOM + 18, "tick", FIGURES.moment(times.getFirst()));
        svg.text(RIGHT, BOTTOM + 18, "end tick", FIGURES.moment(times.getLast()));
        return new Chart(id, title, svg.done(), numbers(panel));
    }

    private static String label(double tick) {
        if (tick >= 999_999) {
            return FIGURES.count(Math.round(tick / 1e6)) + " M";
        }
        if (tick >= 9_999) {
            return FIGURES.count(Math.round(tick / 1e3)) + " k";
        }
        return tick >= 1 ? FIGURES.count(Math.round(tick)) : FIGURES.decimal(tick, tick < 0.01 ? 3 : 2);
    }

    private static Scale evidenceScale(Evidence.Panel panel) {
        double low = 0.1;
        double high = 10;
        for (Evidence.Line line : panel.lines()) {
            high = Math.max(high, line.threshold() * 1.5);
            for (Evidence.Point point : line.points()) {
                low = Math.min(low, point.evidence());
                high = Math.max(high, point.evidence());
            }
        }
        return Scale.log(Math.max(low, 1e-3), Math.min(high, 1e6), BOTTOM, TOP);
    }

    private static void line(Svg svg, Evidence.Line line, Scale x, Scale y) {
        svg.mark(
                "tone-" + line.tone().word(),
                line.name() + ": threshold " + FIGURES.count(Math.round(line.threshold())));
        svg.line(LEFT, y.at(line.threshold()), RIGHT, y.at(line.threshold()), "threshold");
        StringBuilder path = new StringBuilder();
        for (Evidence.Point point : line.points()) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(Svg.number(x.at(moment(point.at()))))
                    .append(' ')
                    .append(Svg.number(y.at(point.evidence())));
        }
        svg.leaf("path", "d", path, "class", "curve");
        if (!line.points().isEmpty()) {
            Evidence.Point last = line.points().getLast();
            svg.leaf("circle", "cx", x.at(moment(last.at())), "cy", y.at(last.evidence()), "r", 3.5, "class", "dot");
        }
        svg.close();
    }

    private static double moment(Instant at) {
        return (double) at.toEpochMilli();
    }

    private static Numbers numbers(Evidence.Panel panel) {
        Numbers.Builder rows = Numbers.of(
                Column.text("statement"),
                Column.text("at"),
                Column.of("e-value", Unit.PLAIN),
                Column.of("threshold", Unit.PLAIN));
        for (Evidence.Line line : panel.lines()) {
            for (Evidence.Point point : line.points()) {
                rows.row(line.name(), FIGURES.moment(point.at()), point.evidence(), line.threshold());
            }
        }
        return rows.build();
    }
}
