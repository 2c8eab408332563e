package dev.routeproof.reports.page;

import dev.routeproof.reports.view.Banner;
import dev.routeproof.reports.view.Head;
import dev.routeproof.reports.view.HealthItem;
import dev.routeproof.reports.view.Measure;
import dev.routeproof.reports.view.Method;
import dev.routeproof.reports.view.RecoveredGap;
import dev.routeproof.reports.view.RouterField;
import dev.routeproof.reports.view.RoutersView;
import dev.routeproof.reports.view.Table;
import dev.routeproof.reports.view.Table.Cell;
import dev.routeproof.reports.view.Table.Column;
import dev.routeproof.reports.view.Tone;
import java.time.Instant;
import java.util.List;

/** Reports on routers: one of two made-up routers, one without costs, and one with the same text in every place. */
final class RoutersFixture {
    private RoutersFixture() {}

    static RoutersView view() {
        return view(
                new RouterField(
                        "USD per 1,000 prompts",
                        List.of(
                                new RouterField.Corner(0, 0),
                                new RouterField.Corner(0.3, 0.71),
                                new RouterField.Corner(4.1, 0.9)),
                        List.of(
                                point("drift-mini", RouterField.Kind.MODEL, 0.3, 0.71),
                                point("ember-code", RouterField.Kind.MODEL, 1.2, 0.7),
                                point("atlas-frontier", RouterField.Kind.MODEL, 4.1, 0.9),
                                point("q4-hybrid eco", RouterField.Kind.ROUTER, 0.6, 0.8),
                                point("q4-hybrid balanced", RouterField.Kind.ROUTER, 1.4, 0.88),
                                new RouterField.Point(
                                        "oracle",
                                        RouterField.Kind.ORACLE,
                                        0.5,
                                        new Measure.Measured(0.97, 0.97, 0.97, 1_200)))),
                new RecoveredGap(
                        "drift-mini",
                        "atlas-frontier",
                        List.of(curve("q4-hybrid", 0.3, 0.7), curve("theirs", 0.4, 0.35))));
    }

    static RoutersView withoutCosts() {
        return view(
                new RouterField("USD per 1,000 prompts", List.of(), List.of()),
                new RecoveredGap("drift-mini", "atlas-frontier", List.of()));
    }

    private static RoutersView view(RouterField field, RecoveredGap gap) {
        return new RoutersView(
                new Head(
                        "Routers",
                        "2 routers on 1,200 prompts",
                        "20261122-080000-ab12",
                        Instant.parse("2026-11-22T08:00:00Z"),
                        false,
                        false,
                        List.of("3 models")),
                new Banner(
                        Tone.GOOD,
                        "q4-hybrid beats mixing single models",
                        "q4-hybrid stays 9.0 points behind the oracle: 2.1 (1.2 to 3.0) by wrong labels, 6.9 (5.2 to 8.6)"
                                + " by its table.",
                        List.of(new Banner.KeyFigure("+11.5", "points over the mix, balanced", "+9.0 to +13.8"))),
                List.of(new HealthItem("Prompts", "1,200", Tone.GOOD, "Every model has a score of every prompt.")),
                field,
                List.of("q4-hybrid answers better than any mix of single models does for the same money."),
                new Table(
                        "score-table",
                        "Routers, single models and oracle with their scores",
                        List.of(Column.text("Router"), Column.number("Accuracy")),
                        List.of(List.of(Cell.of("q4-hybrid", "balanced"), Cell.of("88.0 %", "86.1 % to 89.8 %")))),
                gap,
                new Table(
                        "modes",
                        "Routers in every mode",
                        List.of(Column.text("Router"), Column.number("Over the mix")),
                        List.of(List.of(
                                Cell.of("q4-hybrid", "eco"),
                                Cell.of("+7.5", "+5.0 to +9.9").toned(Tone.GOOD)))),
                new Table(
                        "losses",
                        "Accuracy lost to the oracle by router and mode",
                        List.of(Column.text("Router"), Column.number("By the table")),
                        List.of(List.of(Cell.of("q4-hybrid", "eco"), Cell.of("14.9", "12.8 to 17.1")))),
                List.of("embedding not asked, because it calls another machine."),
                new Method(
                        "harness routers --run 20261122-080000-ab12",
                        List.of(new Method.Fact("weak model", "drift-mini")),
                        List.of(new Method.Definition("AIQ", "Mean height of the hull.")),
                        List.of(new Method.Source("run 20261122-080000-ab12", "see its report", 1_200, "9f2c"))));
    }

    private static RouterField.Point point(String name, RouterField.Kind kind, double cost, double accuracy) {
        return new RouterField.Point(
                name, kind, cost, new Measure.Measured(accuracy, accuracy - 0.02, accuracy + 0.02, 1_200));
    }

    private static RecoveredGap.Curve curve(String name, double share, double recovered) {
        return new RecoveredGap.Curve(
                name,
                List.of(
                        new RecoveredGap.Point(0, 0),
                        new RecoveredGap.Point(share, recovered),
                        new RecoveredGap.Point(0.8, 1.06),
                        new RecoveredGap.Point(1, 1)));
    }

    /** {@code text} in every place a text can stand. */
    static RoutersView everywhere(String text) {
        Table table = new Table(
                "score-table",
                text,
                List.of(Column.text(text)),
                List.of(List.of(Cell.of(text, text).toned(Tone.BAD))));
        return new RoutersView(
                new Head(text, text, text, Instant.EPOCH, true, true, List.of(text)),
                new Banner(Tone.GOOD, text, text, List.of(new Banner.KeyFigure(text, text, text))),
                List.of(new HealthItem(text, text, Tone.BAD, text)),
                new RouterField(
                        text,
                        List.of(new RouterField.Corner(0, 0), new RouterField.Corner(1, 0.5)),
                        List.of(point(text, RouterField.Kind.ROUTER, 1, 0.5))),
                List.of(text),
                table,
                new RecoveredGap(text, text, List.of(curve(text, 0.3, 0.5))),
                table,
                table,
                List.of(text),
                new Method(
                        text,
                        List.of(new Method.Fact(text, text)),
                        List.of(new Method.Definition(text, text)),
                        List.of(new Method.Source(text, text, 1, text))));
    }
}
