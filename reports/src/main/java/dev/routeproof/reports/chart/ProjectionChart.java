package dev.routeproof.reports.chart;

import dev.routeproof.reports.chart.Numbers.Column;
import dev.routeproof.reports.chart.Numbers.Unit;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Measure;
import dev.routeproof.reports.view.Projection;

/** Cost bars from zero, divided into what is known and what rests on an assumption; savings stand beside them. */
public final class ProjectionChart {
    private static final Figures FIGURES = new Figures();
    private static final double WIDTH = 860;
    private static final double LEFT = 160;
    private static final double RIGHT = 600;
    private static final double ROW = 44;
    private static final double BAR = 24;
    private static final double TOP = 8;

    private ProjectionChart() {}

    public static Chart draw(String id, Projection projection) {
        String title = "Cost of the traffic, " + projection.unit();
        double bottom = TOP + ROW * projection.bars().size();
        Svg svg = new Svg(WIDTH, bottom + 40, "chart projection", title);
        double most = projection.bars().stream()
                .mapToDouble(Projection.Bar::total)
                .max()
                .orElse(0);
        Scale x = Scale.linear(0, most > 0 ? most * 1.05 : 1, LEFT, RIGHT);
        for (double tick : x.ticks(5)) {
            svg.line(x.at(tick), TOP - 4, x.at(tick), bottom, tick == 0 ? "zero" : "grid");
            svg.text(x.at(tick), bottom + 16, "middle tick", tick == 0 ? "0" : FIGURES.usdTick(tick));
        }
        svg.text((LEFT + RIGHT) / 2, bottom + 34, "middle axis-title", projection.unit());
        double y = TOP;
        for (Projection.Bar bar : projection.bars()) {
            bar(svg, bar, x, y);
            y += ROW;
        }
        return new Chart(id, title, svg.done(), numbers(projection));
    }

    private static void bar(Svg svg, Projection.Bar bar, Scale x, double y) {
        svg.text(
                LEFT - 12,
                y + BAR / 2 + 4,
                "end label",
                bar.name().length() > 22 ? bar.name().substring(0, 21) + "…" : bar.name());
        svg.mark(
                "cost",
                bar.name() + ": " + FIGURES.usd(bar.total()) + "\npaid as served " + FIGURES.usd(bar.paid())
                        + "\ninput at list prices " + FIGURES.usd(bar.read()) + "\nanswers, measured length "
                        + FIGURES.usd(bar.measured()) + "\nanswers, assumed length "
                        + FIGURES.usd(bar.assumed()) + "\nclassifier " + FIGURES.usd(bar.classifier()));
        double from = 0;
        from = part(svg, x, y, from, bar.paid(), "paid");
        from = part(svg, x, y, from, bar.read(), "read");
        from = part(svg, x, y, from, bar.measured(), "measured");
        from = part(svg, x, y, from, bar.assumed(), "assumed");
        part(svg, x, y, from, bar.classifier(), "asked");
        svg.close();
        svg.text(RIGHT + 14, y + BAR / 2 + 4, "value", FIGURES.usd(bar.total()));
        switch (bar.saving()) {
            case Measure.Measured m ->
                svg.text(
                        WIDTH - 2,
                        y + BAR / 2 + 4,
                        "end tick",
                        m.value() < 0
                                ? FIGURES.percent(-m.value()) + " more (" + FIGURES.percent(-m.high()) + " to "
                                        + FIGURES.percent(-m.low()) + ")"
                                : FIGURES.percent(m.value()) + " less (" + FIGURES.percent(m.low()) + " to "
                                        + FIGURES.percent(m.high()) + ")");
            case Measure.Missing missing -> svg.text(WIDTH - 2, y + BAR / 2 + 4, "end tick", missing.reason());
        }
    }

    private static double part(Svg svg, Scale x, double y, double from, double cost, String cssClass) {
        if (cost > 0) {
            svg.rect(x.at(from), y, x.at(from + cost) - x.at(from), BAR, cssClass);
        }
        return from + cost;
    }

    private static Numbers numbers(Projection projection) {
        Numbers.Builder rows = Numbers.of(
                Column.text("served by"),
                Column.of("total", Unit.USD),
                Column.of("as paid", Unit.USD),
                Column.of("input at list prices", Unit.USD),
                Column.of("answers, measured length", Unit.USD),
                Column.of("answers, assumed length", Unit.USD),
                Column.of("classifier", Unit.USD),
                Column.of("saving", Unit.SHARE),
                Column.of("low", Unit.SHARE),
                Column.of("high", Unit.SHARE));
        for (Projection.Bar bar : projection.bars()) {
            Measure.Measured saving = bar.saving() instanceof Measure.Measured m ? m : null;
            rows.row(
                    bar.name(),
                    bar.total(),
                    bar.paid(),
                    bar.read(),
                    bar.measured(),
                    bar.assumed(),
                    bar.classifier(),
                    saving == null ? null : saving.value(),
                    saving == null ? null : saving.low(),
                    saving == null ? null : saving.high());
        }
        return rows.build();
    }
}
