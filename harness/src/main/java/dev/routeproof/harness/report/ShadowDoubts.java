package dev.routeproof.harness.report;

import dev.routeproof.harness.shadow.CandidateShadow;
import dev.routeproof.harness.shadow.LogHealth;
import dev.routeproof.harness.shadow.Shadow;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Table;
import dev.routeproof.reports.view.Table.Cell;
import dev.routeproof.reports.view.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** How sure the cascades are, and what the log is known to lack. */
final class ShadowDoubts {
    private static final Figures FIGURES = new Figures();

    private ShadowDoubts() {}

    static List<Table> of(Shadow shadow) {
        var tables = new ArrayList<Table>();
        tables.add(stages(shadow));
        tables.add(confidence(shadow));
        tables.add(overlaps(shadow));
        tables.add(disagreements(shadow));
        tables.add(ShadowDrift.verdicts(shadow));
        tables.add(ShadowDrift.mixes(shadow));
        tables.add(gaps(shadow));
        tables.removeIf(table -> table.rows().isEmpty());
        return tables;
    }

    private static Table stages(Shadow shadow) {
        var rows = new ArrayList<List<Cell>>();
        for (CandidateShadow candidate : shadow.candidates()) {
            for (CandidateShadow.Stage stage : candidate.stages()) {
                rows.add(List.of(
                        Cell.of(candidate.id()),
                        Cell.of(stage.stage()),
                        Cell.of(FIGURES.percent(candidate.share(stage.requests()))),
                        Cell.of(FIGURES.duration(stage.p50Micros() / 1_000)),
                        Cell.of(FIGURES.duration(stage.p99Micros() / 1_000))));
            }
        }
        return new Table(
                "stages",
                "Which stage decided",
                List.of(
                        Column.text("Candidate"),
                        Column.text("Stage"),
                        Column.number("Share"),
                        Column.number("Time p50"),
                        Column.number("p99")),
                rows);
    }

    private static Table confidence(Shadow shadow) {
        var rows = new ArrayList<List<Cell>>();
        for (CandidateShadow candidate : shadow.candidates()) {
            for (CandidateShadow.Label label : candidate.mix()) {
                if (!label.taskType().equals("unknown")) {
                    rows.add(List.of(
                            Cell.of(candidate.id()),
                            Cell.of(label.taskType()),
                            Cell.of(FIGURES.count(label.requests())),
                            Cell.of(FIGURES.percent(label.confidence()))));
                }
            }
        }
        return new Table(
                "confidence",
                "Mean confidence by task type",
                List.of(
                        Column.text("Candidate"),
                        Column.text("Task type"),
                        Column.number("Requests"),
                        Column.number("Mean confidence")),
                rows);
    }

    private static Table overlaps(Shadow shadow) {
        var rows = new ArrayList<List<Cell>>();
        for (CandidateShadow candidate : shadow.candidates()) {
            for (CandidateShadow.Overlap pair : candidate.overlaps()) {
                rows.add(List.of(
                        Cell.of(candidate.id()),
                        Cell.of(pair.one() + " and " + pair.other()),
                        Cell.of(FIGURES.count(pair.requests())),
                        Cell.of(FIGURES.percent(candidate.share(pair.requests())))));
            }
        }
        return new Table(
                "overlaps",
                "Task types that come close to each other",
                List.of(
                        Column.text("Candidate"),
                        Column.text("Task types"),
                        Column.number("Requests"),
                        Column.number("Share")),
                rows);
    }

    private static Table disagreements(Shadow shadow) {
        return new Table(
                "disagreements",
                "Where candidates disagree",
                List.of(
                        Column.text("Candidates"),
                        Column.number("Requests"),
                        Column.number("Other task type"),
                        Column.number("Other model")),
                shadow.disagreements().stream()
                        .map(pair -> List.of(
                                Cell.of(pair.one() + " and " + pair.other()),
                                Cell.of(FIGURES.count(pair.requests())),
                                Cell.of(FIGURES.percent((double) pair.taskTypes() / pair.requests())),
                                Cell.of(FIGURES.percent((double) pair.models() / pair.requests()))))
                        .toList());
    }

    private static Table gaps(Shadow shadow) {
        return new Table(
                "gaps",
                "What the proxy knows to be missing",
                List.of(Column.text("From"), Column.text("To"), Column.number("Missing"), Column.text("Reason")),
                shadow.log().gaps().stream().map(ShadowDoubts::gap).toList());
    }

    private static List<Cell> gap(LogHealth.Gap gap) {
        return List.of(
                Cell.of(FIGURES.moment(gap.since())),
                Cell.of(FIGURES.moment(gap.until())),
                Cell.of(FIGURES.count(gap.count())),
                Cell.of(gap.reason()));
    }
}
