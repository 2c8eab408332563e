package dev.routeproof.harness.report;

import dev.routeproof.harness.breakdown.Breakdown;
import dev.routeproof.harness.breakdown.Part;
import dev.routeproof.harness.breakdown.Raters;
import dev.routeproof.harness.experiment.Judgement;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Table;
import dev.routeproof.reports.view.Table.Cell;
import dev.routeproof.reports.view.Table.Column;
import dev.routeproof.reports.view.Tone;
import dev.routeproof.routing.experiment.Verdict;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.stratified.StratifiedRatio.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cost, feedback and routing accuracy in tables. */
final class AbTables {
    private static final Figures FIGURES = new Figures();

    private AbTables() {}

    /** Parts whose log can be trusted. */
    static List<Part> trusted(Judgement judgement, List<Part> taskTypes) {
        return taskTypes.stream()
                .filter(part -> judgement.verdict().slices().stream()
                        .noneMatch(slice -> slice.verdict() == Verdict.UNHEALTHY
                                && AbTop.name(slice).equals(part.name())))
                .toList();
    }

    static List<Table> costs(Judgement judgement, Breakdown parts) {
        List<Part> taskTypes = new ArrayList<>(trusted(judgement, parts.taskTypes()));
        taskTypes.add(parts.all());
        return List.of(
                cost("cost-by-task-type", "By task type", "Task type", taskTypes),
                cost("cost-by-feature", "By feature", "Feature", parts.features()));
    }

    private static Table cost(String id, String caption, String heading, List<Part> parts) {
        return new Table(
                id,
                caption,
                List.of(
                        Column.text(heading),
                        Column.number("Requests"),
                        Column.number("Default, $ / 1,000"),
                        Column.number("Candidate, $ / 1,000"),
                        Column.number("Difference"),
                        Column.number("Saving"),
                        Column.number("Saved so far")),
                parts.stream().map(AbTables::cost).toList());
    }

    private static List<Cell> cost(Part part) {
        Cell name = Cell.of(part.name());
        Cell requests = Cell.of(FIGURES.count(part.requests()), FIGURES.count(part.candidates()) + " by the candidate");
        return switch (part.cost()) {
            case Result.Value<Comparison>(Comparison cost) ->
                List.of(
                        name,
                        requests,
                        Cell.of(FIGURES.usd(cost.baseline() * 1_000)),
                        Cell.of(FIGURES.usd(cost.candidate() * 1_000)),
                        Cell.of(
                                FIGURES.usd(cost.difference().value() * 1_000),
                                FIGURES.usd(cost.difference().low() * 1_000) + " to "
                                        + FIGURES.usd(cost.difference().high() * 1_000)),
                        saving(cost),
                        Cell.of(FIGURES.usd(part.savedUsd())));
            case Result.NotEstimable<Comparison>(String reason) ->
                List.of(
                        name,
                        requests,
                        Cell.of(Figures.NONE),
                        Cell.of(Figures.NONE),
                        Cell.of("not estimable"),
                        Cell.of(Figures.NONE),
                        Cell.of(Figures.NONE));
        };
    }

    private static Cell saving(Comparison cost) {
        return switch (cost.saving()) {
            case Result.Value<Estimate>(Estimate saving) ->
                Cell.of(
                                FIGURES.percent(saving.value()),
                                FIGURES.percent(saving.low()) + " to " + FIGURES.percent(saving.high()))
                        .toned(saving.low() > 0 ? Tone.GOOD : saving.high() < 0 ? Tone.BAD : Tone.NEUTRAL);
            case Result.NotEstimable<Estimate> none -> Cell.of(Figures.NONE);
        };
    }

    static Table feedback(Breakdown parts) {
        List<Part> rows = new ArrayList<>(parts.features());
        rows.add(parts.all());
        return new Table(
                "feedback",
                "Feedback by feature, with who gave none",
                List.of(
                        Column.text("Feature"),
                        Column.number("Requests"),
                        Column.number("No feedback, default"),
                        Column.number("Candidate"),
                        Column.number("Points"),
                        Column.number("Disliked, default"),
                        Column.number("Candidate"),
                        Column.number("Points")),
                rows.stream().map(AbTables::feedback).toList());
    }

    private static List<Cell> feedback(Part part) {
        var cells = new ArrayList<Cell>();
        cells.add(Cell.of(part.name()));
        cells.add(Cell.of(FIGURES.count(part.requests())));
        cells.addAll(both(part.unrated(), false));
        cells.addAll(both(part.disliked(), true));
        return cells;
    }

    static Table raters(Breakdown parts) {
        List<Part> rows = new ArrayList<>(parts.features());
        rows.add(parts.all());
        return new Table(
                "raters",
                "Disliked among those who rated, and between which bounds the arm can have moved them",
                List.of(
                        Column.text("Feature"),
                        Column.number("Rated, default"),
                        Column.number("Candidate"),
                        Column.number("Disliked of rated, default"),
                        Column.number("Candidate"),
                        Column.number("Points, between"),
                        Column.number("With 95 % error")),
                rows.stream().map(AbTables::raters).toList());
    }

    private static List<Cell> raters(Part part) {
        return switch (part.raters()) {
            case Result.Value<Raters>(Raters r) ->
                List.of(
                        Cell.of(part.name()),
                        Cell.of(FIGURES.percent(r.baselineRated())),
                        Cell.of(FIGURES.percent(r.candidateRated())),
                        Cell.of(FIGURES.percent(r.baselineDisliked())),
                        Cell.of(FIGURES.percent(r.candidateDisliked())),
                        Cell.of(FIGURES.points(r.least()) + " and " + FIGURES.points(r.greatest())),
                        Cell.of(FIGURES.points(r.low()) + " to " + FIGURES.points(r.high()))
                                .toned(r.low() > 0 ? Tone.BAD : r.high() < 0 ? Tone.GOOD : Tone.NEUTRAL));
            case Result.NotEstimable<Raters>(String reason) ->
                List.of(
                        Cell.of(part.name()),
                        Cell.of(Figures.NONE),
                        Cell.of(Figures.NONE),
                        Cell.of(Figures.NONE),
                        Cell.of(Figures.NONE),
                        Cell.of("not estimable", reason),
                        Cell.of(Figures.NONE));
        };
    }

    /** Baseline, candidate, and their difference; {@code judged}: more is worse, and coloured so. */
    private static List<Cell> both(Result<Comparison> rate, boolean judged) {
        return switch (rate) {
            case Result.Value<Comparison>(Comparison r) ->
                List.of(
                        Cell.of(FIGURES.percent(r.baseline())),
                        Cell.of(FIGURES.percent(r.candidate())),
                        Cell.of(
                                        FIGURES.points(r.difference().value()),
                                        FIGURES.points(r.difference().low()) + " to "
                                                + FIGURES.points(r.difference().high()))
                                .toned(tone(r.difference(), judged)));
            case Result.NotEstimable<Comparison> none ->
                List.of(Cell.of(Figures.NONE), Cell.of(Figures.NONE), Cell.of("not estimable"));
        };
    }

    private static Tone tone(Estimate difference, boolean judged) {
        if (difference.low() > 0) {
            return judged ? Tone.BAD : Tone.WATCH;
        }
        if (difference.high() < 0) {
            return judged ? Tone.GOOD : Tone.WATCH;
        }
        return Tone.NEUTRAL;
    }

    static Table accuracy(Breakdown parts, Map<String, String> tiers) {
        return new Table(
                "accuracy",
                "Requests without a bad outcome, by the route the candidate chose",
                List.of(
                        Column.text("Route"),
                        Column.text("Tier"),
                        Column.number("Requests"),
                        Column.number("Default instead"),
                        Column.number("Candidate's route"),
                        Column.number("Difference, points")),
                parts.routes().stream().map(part -> accuracy(part, tiers)).toList());
    }

    private static List<Cell> accuracy(Part part, Map<String, String> tiers) {
        Cell name = Cell.of(part.name());
        Cell tier = Cell.of(tiers.getOrDefault(part.name(), "not known"));
        Cell requests = Cell.of(FIGURES.count(part.requests()));
        return switch (part.bad()) {
            case Result.Value<Comparison>(Comparison bad) ->
                List.of(
                        name,
                        tier,
                        requests,
                        Cell.of(FIGURES.percent(1 - bad.baseline())),
                        Cell.of(FIGURES.percent(1 - bad.candidate())),
                        Cell.of(
                                        FIGURES.points(-bad.difference().value()),
                                        FIGURES.points(-bad.difference().high()) + " to "
                                                + FIGURES.points(
                                                        -bad.difference().low()))
                                .toned(tone(bad.difference(), true)));
            case Result.NotEstimable<Comparison> none ->
                List.of(name, tier, requests, Cell.of(Figures.NONE), Cell.of(Figures.NONE), Cell.of("not estimable"));
        };
    }
}
