package dev.routeproof.harness.report;

import dev.routeproof.harness.shadow.Drift;
import dev.routeproof.harness.shadow.Shadow;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Table;
import dev.routeproof.reports.view.Table.Cell;
import dev.routeproof.reports.view.Table.Column;
import dev.routeproof.reports.view.Tone;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.shift.PopulationStability.Index;
import dev.routeproof.stats.shift.PopulationStability.Size;
import java.util.ArrayList;
import java.util.List;

/** Whether newer requests still look as older ones did. */
final class ShadowDrift {
    private static final Figures FIGURES = new Figures();

    private ShadowDrift() {}

    static Table verdicts(Shadow shadow) {
        return new Table(
                "drift",
                "Have the requests changed? The newer half against the older",
                List.of(
                        Column.text("Candidate"),
                        Column.number("Task mix moved by"),
                        Column.number("Confidence moved by"),
                        Column.number("Mean confidence"),
                        Column.text("What to do")),
                shadow.drifts().stream().map(ShadowDrift::verdict).toList());
    }

    private static List<Cell> verdict(Drift drift) {
        return List.of(
                Cell.of(drift.candidate(), FIGURES.count(drift.older()) + " and " + FIGURES.count(drift.newer())),
                index(drift.mix()),
                index(drift.confidence()),
                Cell.of(
                        FIGURES.decimal(drift.newerConfidence(), 2),
                        "before " + FIGURES.decimal(drift.olderConfidence(), 2)),
                Cell.of(drift.sentence())
                        .toned(drift.call() == Drift.Call.LABEL_AND_RETRAIN ? Tone.WATCH : Tone.NEUTRAL));
    }

    private static Cell index(Result<Index> result) {
        return switch (result) {
            case Result.Value<Index>(Index index) ->
                Cell.of(
                                FIGURES.decimal(index.value(), 3),
                                "from " + FIGURES.decimal(Math.max(0.1, index.chance()), 3) + " on it has moved")
                        .toned(index.size() == Size.STABLE ? Tone.NEUTRAL : Tone.WATCH);
            case Result.NotEstimable<Index> none -> Cell.of(Figures.NONE);
        };
    }

    static Table mixes(Shadow shadow) {
        var rows = new ArrayList<List<Cell>>();
        for (Drift drift : shadow.drifts()) {
            for (Drift.Share share : drift.shares()) {
                rows.add(List.of(
                        Cell.of(drift.candidate()),
                        Cell.of(share.taskType()),
                        Cell.of(FIGURES.percent(share.older())),
                        Cell.of(FIGURES.percent(share.newer())),
                        Cell.of(share.estimated().map(FIGURES::percent).orElse(Figures.NONE))));
            }
        }
        return new Table(
                "drift-mix",
                "Task mix, older and newer half; the estimate undoes the classifier's own mistakes as far as its"
                        + " confidences are honest",
                List.of(
                        Column.text("Candidate"),
                        Column.text("Task type"),
                        Column.number("Older"),
                        Column.number("Newer"),
                        Column.number("Newer, estimated")),
                rows);
    }
}
