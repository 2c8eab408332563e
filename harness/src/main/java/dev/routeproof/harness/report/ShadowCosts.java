package dev.routeproof.harness.report;

import dev.routeproof.harness.shadow.AnswerLength;
import dev.routeproof.harness.shadow.CandidateShadow;
import dev.routeproof.harness.shadow.ProjectedCost;
import dev.routeproof.harness.shadow.Shadow;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Measure;
import dev.routeproof.reports.view.Projection;
import dev.routeproof.reports.view.Table;
import dev.routeproof.reports.view.Table.Cell;
import dev.routeproof.reports.view.Table.Column;
import dev.routeproof.reports.view.Tone;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The money of the shadow report. */
final class ShadowCosts {
    private static final Figures FIGURES = new Figures();
    private static final double PER = 1_000;

    private ShadowCosts() {}

    static Projection projection(Shadow shadow) {
        var bars = new ArrayList<Projection.Bar>();
        double before = Double.NaN;
        for (CandidateShadow candidate : shadow.candidates()) {
            ProjectedCost cost = candidate.cost();
            if (cost.requests() == 0) {
                continue;
            }
            double scale = PER / cost.requests();
            double baseline = cost.baseline() * scale;
            if (!(Math.abs(baseline - before) <= 1e-9 * baseline)) {
                bars.add(
                        new Projection.Bar("served today", baseline, 0, 0, 0, 0, new Measure.Missing("what was paid")));
                before = baseline;
            }
            ProjectedCost.Parts parts = cost.parts();
            bars.add(new Projection.Bar(
                    candidate.id(),
                    parts.same() * scale,
                    parts.read() * scale,
                    parts.measured() * scale,
                    (parts.written() + parts.logged()) * scale,
                    parts.classifier() * scale,
                    saving(cost)));
        }
        return new Projection("USD per 1,000 requests", bars);
    }

    private static Measure saving(ProjectedCost cost) {
        if (!cost.identified()) {
            return new Measure.Missing("not known");
        }
        return switch (cost.saving()) {
            case Result.Value<Estimate>(Estimate saving) ->
                new Measure.Measured(saving.value(), saving.low(), saving.high(), cost.requests());
            case Result.NotEstimable<Estimate> none -> new Measure.Missing("no interval");
        };
    }

    /** The saving's interval in words. */
    static String interval(ProjectedCost cost) {
        return saving(cost) instanceof Measure.Measured m
                ? "95 % interval " + FIGURES.percent(m.low()) + " to " + FIGURES.percent(m.high())
                : "no interval";
    }

    static Table candidates(Shadow shadow) {
        return new Table(
                "candidates",
                "Candidates side by side",
                List.of(
                        Column.text("Candidate"),
                        Column.number("Saving"),
                        Column.number("If answers are 25 % longer"),
                        Column.number("Moved"),
                        Column.number("Unsure"),
                        Column.number("No label"),
                        Column.number("Overlap"),
                        Column.number("Late"),
                        Column.number("Time p50"),
                        Column.number("p99")),
                shadow.candidates().stream().map(ShadowCosts::row).toList());
    }

    private static List<Cell> row(CandidateShadow candidate) {
        ProjectedCost cost = candidate.cost();
        boolean known = cost.identified();
        double saving = known ? 1 - cost.candidate() / cost.baseline() : 0;
        return List.of(
                Cell.of(candidate.id(), FIGURES.count(candidate.evaluated()) + " evaluated"),
                known
                        ? Cell.of(FIGURES.percent(saving), interval(cost).replace("95 % interval ", ""))
                                .toned(tone(cost))
                        : Cell.of("not known", cost.basis()),
                Cell.of(known ? FIGURES.percent(cost.savingAt(1.25)) : Figures.NONE),
                Cell.of(FIGURES.percent(candidate.share(candidate.moved()))),
                Cell.of(FIGURES.percent(candidate.share(candidate.unsure()))),
                Cell.of(FIGURES.percent(candidate.share(candidate.unclassified()))),
                Cell.of(FIGURES.percent(candidate.share(candidate.overlapping()))),
                Cell.of(FIGURES.percent(candidate.share(candidate.late()))),
                Cell.of(FIGURES.duration(candidate.p50Micros() / 1_000)),
                Cell.of(FIGURES.duration(candidate.p99Micros() / 1_000)));
    }

    private static Tone tone(ProjectedCost cost) {
        return saving(cost) instanceof Measure.Measured m
                ? m.low() > 0 ? Tone.GOOD : m.high() < 0 ? Tone.BAD : Tone.NEUTRAL
                : Tone.NEUTRAL;
    }

    static Table byTask(Shadow shadow) {
        var rows = new ArrayList<List<Cell>>();
        for (CandidateShadow candidate : shadow.candidates()) {
            for (ProjectedCost.Task task : candidate.cost().tasks()) {
                if (task.requests() > 0) {
                    rows.add(row(candidate.id(), task));
                }
            }
        }
        return new Table(
                "cost-by-task",
                "Projected cost by candidate and task type",
                List.of(
                        Column.text("Candidate"),
                        Column.text("Task type"),
                        Column.number("Requests"),
                        Column.number("Moved"),
                        Column.number("Today, $ / 1,000"),
                        Column.number("Candidate, $ / 1,000"),
                        Column.number("Saving"),
                        Column.number("Resting on answer length")),
                rows);
    }

    private static List<Cell> row(String candidate, ProjectedCost.Task task) {
        double scale = PER / task.requests();
        double saving = task.baseline() == 0 ? 0 : 1 - task.candidate() / task.baseline();
        double assumed = task.parts().written() + task.parts().logged();
        return List.of(
                Cell.of(candidate),
                Cell.of(task.taskType()),
                Cell.of(FIGURES.count(task.requests())),
                Cell.of(FIGURES.percent((double) task.moved() / task.requests())),
                Cell.of(FIGURES.usd(task.baseline() * scale)),
                Cell.of(FIGURES.usd(task.candidate() * scale)),
                Cell.of(FIGURES.percent(saving)),
                Cell.of(task.candidate() == 0 ? Figures.NONE : FIGURES.probability(assumed / task.candidate())));
    }

    static List<String> assumptions(Shadow shadow) {
        Set<String> lines = new LinkedHashSet<>();
        for (CandidateShadow candidate : shadow.candidates()) {
            ProjectedCost cost = candidate.cost();
            if (!cost.identified()) {
                lines.add(candidate.id() + ": " + cost.basis());
            }
            count(lines, candidate.id(), cost, AnswerLength.Source.MIRROR);
            count(lines, candidate.id(), cost, AnswerLength.Source.EQUAL);
            count(lines, candidate.id(), cost, AnswerLength.Source.BENCH);
            count(lines, candidate.id(), cost, AnswerLength.Source.LOG);
            cost.remarks().forEach(remark -> lines.add(candidate.id() + ": " + remark));
            if (cost.parts().classifier() > 0) {
                lines.add(candidate.id() + ": calls of the cascade to other models cost "
                        + FIGURES.usd(cost.parts().classifier()) + " and are included.");
            }
        }
        lines.add(
                "Input of moved requests is charged at list prices: what today's model reads from its prompt cache would"
                        + " be lost.");
        return List.copyOf(lines);
    }

    private static void count(Set<String> lines, String candidate, ProjectedCost cost, AnswerLength.Source source) {
        long routes = cost.lengths().stream()
                .filter(length -> length.source() == source)
                .count();
        if (routes > 0) {
            lines.add(candidate + ": on " + TopParts.plural(routes, "route")
                    + switch (source) {
                        case EQUAL ->
                            " nothing is known of the other model's answers, which are taken to be as long as those"
                                    + " that were given. A bench of these models on such prompts would tell.";
                        case MIRROR ->
                            " answers are as long as mirrored requests measured them, from at least "
                                    + AnswerLength.ENOUGH + " of them for each model.";
                        case BENCH -> " answers are scaled by what the bench measured of both models.";
                        case LOG -> " answers are scaled by what both models wrote in this log.";
                    });
        }
    }
}
