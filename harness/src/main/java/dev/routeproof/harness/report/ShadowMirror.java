package dev.routeproof.harness.report;

import dev.routeproof.harness.shadow.Mirrored;
import dev.routeproof.harness.shadow.Shadow;
import dev.routeproof.reports.view.Disagreement;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.MirroredPart;
import dev.routeproof.reports.view.Table;
import dev.routeproof.reports.view.Table.Cell;
import dev.routeproof.reports.view.Table.Column;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the candidates' models did with requests that they executed too. */
final class ShadowMirror {
    private static final Figures FIGURES = new Figures();
    private static final int LONGEST = 1_600;

    private ShadowMirror() {}

    /** Null where nothing was mirrored. */
    static @Nullable MirroredPart of(Shadow shadow) {
        if (shadow.mirrored().isEmpty()) {
            return null;
        }
        return new MirroredPart(
                reliability(shadow),
                sideBySide(shadow),
                errors(shadow),
                shadow.sideBySide().stream().map(ShadowMirror::pair).toList(),
                note(shadow));
    }

    private static Table reliability(Shadow shadow) {
        var rows = new ArrayList<List<Cell>>();
        for (Mirrored mirrored : shadow.mirrored()) {
            for (Mirrored.OnModel of : mirrored.models()) {
                rows.add(List.of(
                        Cell.of(mirrored.candidate()),
                        Cell.of(of.model(), "beside " + of.served()),
                        Cell.of(FIGURES.count(of.calls()), FIGURES.count(of.cancelled()) + " ended by the proxy"),
                        estimate(of.failure()),
                        Cell.of(FIGURES.count(of.servedFailed())),
                        Cell.of(FIGURES.count(of.pairs())),
                        of.comparable() == 0
                                ? Cell.of(Figures.NONE, "nothing to compare")
                                : Cell.of(
                                        FIGURES.percent((double) of.same() / of.comparable()),
                                        "of " + TopParts.plural(of.comparable(), "text")),
                        Cell.of(FIGURES.count(of.withTools()))));
            }
        }
        return new Table(
                "mirror-calls",
                "Mirrored calls",
                List.of(
                        Column.text("Candidate"),
                        Column.text("Model"),
                        Column.number("Calls"),
                        Column.number("Failed"),
                        Column.number("Default failed"),
                        Column.number("Pairs"),
                        Column.number("Same text"),
                        Column.number("With tool calls")),
                rows);
    }

    private static Table sideBySide(Shadow shadow) {
        var rows = new ArrayList<List<Cell>>();
        for (Mirrored mirrored : shadow.mirrored()) {
            for (Mirrored.OnModel of : mirrored.models()) {
                rows.add(List.of(
                        Cell.of(mirrored.candidate()),
                        Cell.of(of.model(), "beside " + of.served()),
                        times(of.latency()),
                        times(of.latencyP95()),
                        times(of.firstToken()),
                        Cell.of(
                                FIGURES.decimal(of.tokens().candidate(), 1),
                                "default " + FIGURES.decimal(of.tokens().served(), 1)),
                        estimate(of.tokenRatio()),
                        Cell.of(
                                FIGURES.usd(of.dollars().candidate()),
                                "default " + FIGURES.usd(of.dollars().served())),
                        estimate(of.costRatio())));
            }
        }
        return new Table(
                "mirror-pairs",
                "Measured on both sides",
                List.of(
                        Column.text("Candidate"),
                        Column.text("Model"),
                        Column.number("Latency p50"),
                        Column.number("p95"),
                        Column.number("First token p50"),
                        Column.number("Tokens out, mean"),
                        Column.number("of the default's"),
                        Column.number("Cost"),
                        Column.number("of the default's")),
                rows);
    }

    private static Cell times(Mirrored.Sides of) {
        return Cell.of(FIGURES.duration(of.candidate()), "default " + FIGURES.duration(of.served()));
    }

    private static Cell estimate(Result<Estimate> of) {
        return switch (of) {
            case Result.Value<Estimate>(Estimate value) ->
                Cell.of(
                        FIGURES.percent(value.value()),
                        FIGURES.percent(value.low()) + " to " + FIGURES.percent(value.high()));
            case Result.NotEstimable<Estimate> none -> Cell.of("not known", none.reason());
        };
    }

    private static Table errors(Shadow shadow) {
        var rows = new ArrayList<List<Cell>>();
        for (Mirrored mirrored : shadow.mirrored()) {
            for (Mirrored.Trouble trouble : mirrored.errors()) {
                rows.add(List.of(
                        Cell.of(mirrored.candidate()),
                        Cell.of(trouble.model()),
                        Cell.of(trouble.error()),
                        Cell.of(FIGURES.count(trouble.calls()))));
            }
        }
        return new Table(
                "mirror-errors",
                "Why mirrored calls did not complete",
                List.of(
                        Column.text("Candidate"),
                        Column.text("Model"),
                        Column.text("What came"),
                        Column.number("Calls")),
                rows);
    }

    private static String note(Shadow shadow) {
        return shadow.sideBySide().isEmpty()
                ? "The log keeps no texts of answers (evidence.content in proxy.yaml), so none can be shown."
                : TopParts.plural(shadow.sideBySide().size(), "request")
                        + " of those whose answers are kept, different ones first. Nobody scored them.";
    }

    private static Disagreement pair(Mirrored.SideBySide pair) {
        return new Disagreement(
                pair.requestId(),
                pair.candidate(),
                pair.taskType(),
                pair.same() == null
                        ? "The answers cannot be compared as texts."
                        : pair.same() ? "The same text, spaces apart." : "Different texts.",
                shortened(pair.prompt()),
                null,
                List.of(
                        side(pair.served(), "default", "what the caller got", pair.servedAnswer()),
                        side(pair.model(), "mirrored", "what nobody saw", pair.answer())));
    }

    private static Disagreement.Side side(String model, String state, String what, String answer) {
        return new Disagreement.Side(model, state, null, null, what, shortened(answer));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + " … (" + (text.length() - LONGEST) + " more characters)";
    }
}
