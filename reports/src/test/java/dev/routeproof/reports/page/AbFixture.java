package dev.routeproof.reports.page;

import dev.routeproof.reports.view.AbView;
import dev.routeproof.reports.view.Banner;
import dev.routeproof.reports.view.Disagreement;
import dev.routeproof.reports.view.Evidence;
import dev.routeproof.reports.view.Forest;
import dev.routeproof.reports.view.Head;
import dev.routeproof.reports.view.HealthItem;
import dev.routeproof.reports.view.Latency;
import dev.routeproof.reports.view.Measure;
import dev.routeproof.reports.view.Method;
import dev.routeproof.reports.view.SliceRow;
import dev.routeproof.reports.view.Table;
import dev.routeproof.reports.view.Table.Cell;
import dev.routeproof.reports.view.Table.Column;
import dev.routeproof.reports.view.Tone;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reports of a made-up experiment: healthy, unhealthy, and one with the same text in every place. */
final class AbFixture {
    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");

    private AbFixture() {}

    static AbView view() {
        return view(
                new Banner(
                        Tone.BAD,
                        "Roll back: code",
                        "bad_outcome is worse under the candidate on code: 13.1 % against 8.2 %.",
                        List.of(
                                new Banner.KeyFigure("1 of 2", "task types promoted", "code: roll back"),
                                new Banner.KeyFigure(
                                        "61.0 %",
                                        "saved against always the default", "59.2 % to 62.8 %; $412 so far"))),
                body());
    }

    static AbView unhealthy() {
        return view(
                new Banner(
                        Tone.BAD,
                        "Unhealthy: the log cannot be trusted",
                        "The ledger does not balance: candidate × code × epoch 1 has 812 assigned and 811 accounted"
                                + " for.",
                        List.of()),
                null);
    }

    private static AbView view(Banner banner, AbView.@Nullable Body body) {
        return new AbView(
                new Head(
                        "A/B",
                        "Experiment q4-canary",
                        "9f31c2aa07be41d0",
                        Instant.parse("2026-11-22T05:19:00Z"),
                        false,
                        false,
                        List.of("candidate q4-hybrid", "412,006 exchanges", "3 epochs")),
                banner,
                List.of(new HealthItem("Ledger", "balanced", Tone.GOOD, "412,006 assigned.")),
                List.of(
                        new SliceRow(
                                "simple",
                                "promote",
                                Tone.GOOD,
                                "No worse on every metric.",
                                "9,110 and 4,021",
                                "71.0 %",
                                ""),
                        new SliceRow(
                                "code",
                                "roll back",
                                Tone.BAD,
                                "bad_outcome is worse.",
                                "6,001 and 2,940",
                                "52.0 %",
                                "")),
                body,
                table("epochs", "1", "5 %"),
                new Method(
                        "harness ab --experiment q4-canary",
                        List.of(new Method.Fact("α of a promotion", "5.0 %")),
                        List.of(new Method.Definition("hold", "Neither.")),
                        List.of(new Method.Source("exchanges", "yours", 412_006, "each request once"))));
    }

    private static AbView.Body body() {
        return new AbView.Body(
                new Forest(
                        "the default",
                        "unit values",
                        "95 % interval at every look",
                        List.of(new Forest.Panel(
                                "bad outcome (primary)",
                                .02,
                                false,
                                List.of(
                                        new Forest.Row(
                                                "simple",
                                                new Measure.Measured(.001, -.008, .012, 13_131),
                                                Forest.Conclusion.WITHIN_MARGIN),
                                        new Forest.Row(
                                                "code",
                                                new Measure.Measured(.049, .031, .068, 8_941),
                                                Forest.Conclusion.WORSE),
                                        new Forest.Row(
                                                "complex",
                                                new Measure.Missing("not estimable yet"),
                                                Forest.Conclusion.UNCLEAR))))),
                new Evidence(
                        List.of(
                                new Evidence.Epoch(START, "5 %"),
                                new Evidence.Epoch(START.plusSeconds(604_800), "20 %")),
                        List.of(new Evidence.Panel(
                                "code", List.of(line("harm", Tone.BAD, 200, 2), line("no worse", Tone.GOOD, 20, -1))))),
                table("metrics", "bad outcome", "8.2 %"),
                List.of(table("cost-by-task-type", "code", "$1.20"), table("cost-by-feature", "search", "$1.10")),
                new Latency(
                        List.of(100.0, 300.0, 1_000.0, 3_000.0),
                        List.of(
                                new Latency.Row(
                                        "code, default", List.of(40L, 300L, 60L), 620.0, 1_400.0, null, 90.0, 400),
                                new Latency.Row(
                                        "code, candidate", List.of(120L, 240L, 40L), 410.0, 1_200.0, null, 60.0, 400))),
                "Time to the whole answer in epoch 3, the last one.",
                table("feedback", "search", "65.4 %"),
                table("raters", "search", "31.2 %"),
                table("accuracy", "nano", "90.9 %"),
                List.of(new Disagreement(
                        "req-77",
                        "search",
                        "code",
                        "The default was asked the same by somebody else.",
                        "Write <b>markup</b>.",
                        null,
                        List.of(
                                new Disagreement.Side("nano", "disliked", null, null, "thumbs down", "<img src=x>"),
                                new Disagreement.Side("atlas", "default", null, null, "thumbs up", "fine")))),
                "The newest 1 with their texts.");
    }

    private static Evidence.Line line(String name, Tone tone, double threshold, double slope) {
        return new Evidence.Line(
                name,
                tone,
                threshold,
                IntStream.range(0, 60)
                        .mapToObj(i -> new Evidence.Point(
                                START.plusSeconds(i * 20_000L), Math.exp(slope * i / 12.0 + Math.sin(i))))
                        .toList());
    }

    private static Table table(String id, String name, String value) {
        return new Table(
                id,
                "Made up: " + id,
                List.of(Column.text("Name"), Column.number("Value")),
                List.of(List.of(Cell.of(name), Cell.of(value, "5.0 % to 9.0 %").toned(Tone.BAD))));
    }

    /** {@code text} as slice, metric, feature, model, answer and everything else. */
    static AbView everywhere(String text) {
        Table table = new Table("made-up", text, List.of(Column.text(text)), List.of(List.of(Cell.of(text, text))));
        return new AbView(
                new Head(text, text, text, Instant.EPOCH, true, true, List.of(text)),
                new Banner(Tone.BAD, text, text, List.of(new Banner.KeyFigure(text, text, text))),
                List.of(new HealthItem(text, text, Tone.BAD, text)),
                List.of(new SliceRow(text, text, Tone.BAD, text, text, text, text)),
                new AbView.Body(
                        new Forest(
                                text,
                                text,
                                text,
                                List.of(new Forest.Panel(
                                        text,
                                        .02,
                                        false,
                                        List.of(
                                                new Forest.Row(
                                                        text,
                                                        new Measure.Measured(0, -.1, .1, 9),
                                                        Forest.Conclusion.UNCLEAR),
                                                new Forest.Row(
                                                        text, new Measure.Missing(text), Forest.Conclusion.UNCLEAR))))),
                        new Evidence(
                                List.of(new Evidence.Epoch(START, text)),
                                List.of(new Evidence.Panel(
                                        text,
                                        List.of(new Evidence.Line(
                                                text, Tone.BAD, 20, List.of(new Evidence.Point(START, 3))))))),
                        table,
                        List.of(table),
                        new Latency(
                                List.of(1.0, 2.0),
                                List.of(new Latency.Row(text, List.of(3L), 1.2, 1.8, null, null, 3))),
                        text,
                        table,
                        table,
                        table,
                        List.of(new Disagreement(
                                text,
                                text,
                                text,
                                text,
                                text,
                                null,
                                List.of(new Disagreement.Side(text, "disliked", null, text, text, text)))),
                        text),
                table,
                new Method(
                        text,
                        List.of(new Method.Fact(text, text)),
                        List.of(new Method.Definition(text, text)),
                        List.of(new Method.Source(text, text, 1, text))));
    }
}
