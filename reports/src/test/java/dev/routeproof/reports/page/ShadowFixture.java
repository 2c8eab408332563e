package dev.routeproof.reports.page;

import dev.routeproof.reports.view.Asked;
import dev.routeproof.reports.view.Banner;
import dev.routeproof.reports.view.Disagreement;
import dev.routeproof.reports.view.Head;
import dev.routeproof.reports.view.HealthItem;
import dev.routeproof.reports.view.Measure;
import dev.routeproof.reports.view.Method;
import dev.routeproof.reports.view.MirroredPart;
import dev.routeproof.reports.view.Projection;
import dev.routeproof.reports.view.RouteGrid;
import dev.routeproof.reports.view.ShadowView;
import dev.routeproof.reports.view.Shares;
import dev.routeproof.reports.view.Table;
import dev.routeproof.reports.view.Table.Cell;
import dev.routeproof.reports.view.Table.Column;
import dev.routeproof.reports.view.Tone;
import java.time.Instant;
import java.util.List;

/** Shadow reports: one of two made-up candidates, and one with the same text in every place. */
final class ShadowFixture {
    private ShadowFixture() {}

    static ShadowView view() {
        return new ShadowView(
                new Head(
                        "Shadow",
                        "2 candidates on 41,206 requests",
                        "from 8 Nov 2026, 00:00 UTC",
                        Instant.parse("2026-11-22T00:00:00Z"),
                        false,
                        false,
                        List.of("served by atlas-frontier", "3,114 user units")),
                new Banner(
                        Tone.NEUTRAL,
                        "q4-hybrid would cost 58.2 % less",
                        "$169 instead of $405 for 41,206 requests, 31 % of it resting on assumed answer lengths."
                                + " Whether the answers would be good enough, shadow cannot say: a bench and a canary"
                                + " can.",
                        List.of(
                                new Banner.KeyFigure(
                                        "58.2 %",
                                        "projected saving, the cheapest candidate",
                                        "q4-hybrid, 95 % interval 55.9 % to 60.5 %"),
                                new Banner.KeyFigure("71.3 %", "of the requests would move", "q4-hybrid"),
                                new Banner.KeyFigure("100.0 %", "coverage", "41,206 of 41,206 compared requests"),
                                new Banner.KeyFigure("not known", "quality", "shadow sees no answer"))),
                List.of(
                        new HealthItem(
                                "Ledger",
                                "balanced",
                                Tone.GOOD,
                                "41,260 assigned = 41,198 completed + 40 failed + 22 cancelled + 0 dropped + 0 in"
                                        + " flight."),
                        new HealthItem(
                                "Gaps", "1", Tone.WATCH, "0 events and 12 evaluations are known to be missing.")),
                new Projection(
                        "USD per 1,000 requests",
                        List.of(
                                new Projection.Bar(
                                        "served today", 9.84, 0, 0, 0, 0, new Measure.Missing("what was paid")),
                                new Projection.Bar(
                                        "q4-hybrid",
                                        2.61,
                                        0.21,
                                        0.64,
                                        0.64,
                                        0.01,
                                        new Measure.Measured(.582, .559, .605, 41_206)),
                                new Projection.Bar(
                                        "q4-frontier-everywhere-else",
                                        8.02,
                                        1.21,
                                        0,
                                        1.44,
                                        0,
                                        new Measure.Measured(-.084, -.101, -.067, 41_206)))),
                table("candidates", "q4-hybrid", "58.2 %"),
                table("cost-by-task", "simple", "$0.21"),
                List.of("Input of moved requests is charged at list prices."),
                new Shares(
                        "Task mix as each candidate sees it",
                        List.of("simple", "code", "reasoning", "complex", "unknown"),
                        List.of(
                                new Shares.Row("q4-hybrid", List.of(21_000L, 9_206L, 6_000L, 3_000L, 2_000L)),
                                new Shares.Row("q4-frontier", List.of(22_000L, 9_000L, 5_206L, 5_000L, 0L)))),
                List.of(new RouteGrid(
                        "q4-hybrid",
                        List.of("eco", "balanced"),
                        List.of(new RouteGrid.Row(
                                "simple",
                                .51,
                                List.of(
                                        new RouteGrid.Cell(List.of(new RouteGrid.Route("gale-8b", 1, false))),
                                        new RouteGrid.Cell(List.of(
                                                new RouteGrid.Route("fjord-mini", .93, false),
                                                new RouteGrid.Route("atlas-frontier", .07, true)))))))),
                List.of(table("stages", "rules", "61.0 %")),
                new MirroredPart(
                        table("mirror-calls", "gale-8b", "1.4 %"),
                        table("mirror-pairs", "gale-8b", "412 ms"),
                        table("mirror-errors", "gale-8b", "http_500"),
                        List.of(new Disagreement(
                                "req-77a0",
                                "q4-hybrid",
                                "simple",
                                "Different texts.",
                                "What is <b>2 + 2</b>?",
                                null,
                                List.of(
                                        new Disagreement.Side(
                                                "atlas-frontier", "default", null, null, "what the caller got", "4"),
                                        new Disagreement.Side(
                                                "gale-8b", "mirrored", null, null, "what nobody saw", "Four.")))),
                        "1 request of those whose answers are kept, different ones first. Nobody scored them."),
                List.of(new Asked(
                        "req-81f2",
                        "overlap",
                        "q4-hybrid: code (0.51), q4-frontier: simple (0.52)",
                        "Explain <script>alert(1)</script> to a child.")),
                "",
                List.of("Quality. Shadow calls no candidate's model."),
                new Method(
                        "harness shadow --home evidence",
                        List.of(new Method.Fact("unit", "user")),
                        List.of(new Method.Definition("late", "The cascade needed longer than its deadline.")),
                        List.of(new Method.Source("evidence log, as ingested", "yours", 41_260, "checksums"))));
    }

    private static Table table(String id, String name, String value) {
        return new Table(
                id,
                "Made up: " + id,
                List.of(Column.text("Name"), Column.number("Value")),
                List.of(
                        List.of(
                                Cell.of(name, "detail"),
                                Cell.of(value, "55.9 % to 60.5 %").toned(Tone.GOOD)),
                        List.of(Cell.of("another"), Cell.of("1.2 %"))));
    }

    /** {@code text} as candidate, model, prompt, reason, label and everything else. */
    static ShadowView everywhere(String text) {
        Table table = new Table("made-up", text, List.of(Column.text(text)), List.of(List.of(Cell.of(text, text))));
        return new ShadowView(
                new Head(text, text, text, Instant.EPOCH, true, true, List.of(text)),
                new Banner(Tone.BAD, text, text, List.of(new Banner.KeyFigure(text, text, text))),
                List.of(new HealthItem(text, text, Tone.BAD, text)),
                new Projection(
                        text,
                        List.of(
                                new Projection.Bar(text, 1, 1, 1, 1, 1, new Measure.Missing(text)),
                                new Projection.Bar(text, 1, 1, 1, 1, 1, new Measure.Measured(.5, .4, .6, 9)))),
                table,
                table,
                List.of(text),
                new Shares(text, List.of(text, "unknown"), List.of(new Shares.Row(text, List.of(2L, 1L)))),
                List.of(new RouteGrid(
                        text,
                        List.of(text),
                        List.of(new RouteGrid.Row(
                                text,
                                .5,
                                List.of(new RouteGrid.Cell(List.of(
                                        new RouteGrid.Route(text, .5, true),
                                        new RouteGrid.Route(text, .5, false)))))))),
                List.of(table),
                new MirroredPart(
                        table,
                        table,
                        table,
                        List.of(new Disagreement(
                                text,
                                text,
                                text,
                                text,
                                text,
                                text,
                                List.of(new Disagreement.Side(text, "default", null, text, text, text)))),
                        text),
                List.of(new Asked(text, text, text, text)),
                text,
                List.of(text),
                new Method(
                        text,
                        List.of(new Method.Fact(text, text)),
                        List.of(new Method.Definition(text, text)),
                        List.of(new Method.Source(text, text, 1, text))));
    }
}
