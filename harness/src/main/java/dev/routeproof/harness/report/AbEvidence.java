package dev.routeproof.harness.report;

import dev.routeproof.harness.experiment.Judgement;
import dev.routeproof.reports.view.Evidence;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Forest;
import dev.routeproof.reports.view.Measure;
import dev.routeproof.reports.view.Table;
import dev.routeproof.reports.view.Table.Cell;
import dev.routeproof.reports.view.Table.Column;
import dev.routeproof.reports.view.Tone;
import dev.routeproof.routing.experiment.Course;
import dev.routeproof.routing.experiment.MetricResult;
import dev.routeproof.routing.experiment.Rollout;
import dev.routeproof.routing.experiment.SliceVerdict;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Differences of the registered metrics, and how the evidence grew. */
final class AbEvidence {
    private static final Figures FIGURES = new Figures();
    /** Largest logarithm of an e-value that is drawn. */
    private static final double LARGEST = Math.log(1e9);

    private AbEvidence() {}

    static Forest forest(Judgement judgement) {
        Map<String, List<Forest.Row>> panels = new LinkedHashMap<>();
        Map<String, Double> margins = new LinkedHashMap<>();
        for (SliceVerdict slice : judgement.verdict().slices()) {
            for (MetricResult metric : slice.metrics()) {
                String title = title(metric);
                double margin = margin(metric, judgement.rollout());
                margins.put(title, margin);
                panels.computeIfAbsent(title, fresh -> new ArrayList<>()).add(row(slice, metric, margin));
            }
        }
        return new Forest(
                "the default",
                "unit values",
                FIGURES.probability(1 - judgement.rollout().alpha()) + " interval at every look",
                panels.entrySet().stream()
                        .map(panel -> new Forest.Panel(
                                panel.getKey(),
                                Objects.requireNonNull(margins.get(panel.getKey())),
                                false,
                                panel.getValue()))
                        .toList());
    }

    private static String title(MetricResult metric) {
        return metric.name().replace('_', ' ') + " (" + metric.role().name().toLowerCase(Locale.ROOT) + ")";
    }

    private static double margin(MetricResult metric, Rollout rollout) {
        return switch (metric.role()) {
            case PRIMARY -> rollout.metrics().primary().margin();
            case GAIN -> 0;
            case GUARDRAIL ->
                rollout.metrics().guardrails().stream()
                        .filter(guardrail -> guardrail.measure().word().equals(metric.name()))
                        .mapToDouble(Rollout.Guardrail::margin)
                        .findFirst()
                        .orElse(0);
        };
    }

    private static Forest.Row row(SliceVerdict slice, MetricResult metric, double margin) {
        return switch (metric.difference()) {
            case Result.Value<Estimate>(Estimate d) ->
                new Forest.Row(
                        AbTop.name(slice),
                        new Measure.Measured(
                                d.value(), d.low(), d.high(), slice.controlUnits() + slice.candidateUnits()),
                        conclusion(d, margin));
            case Result.NotEstimable<Estimate> none ->
                new Forest.Row(AbTop.name(slice), new Measure.Missing("not estimable yet"), Forest.Conclusion.UNCLEAR);
        };
    }

    private static Forest.Conclusion conclusion(Estimate difference, double margin) {
        if (difference.high() < 0) {
            return Forest.Conclusion.BETTER;
        }
        if (difference.low() > 0) {
            return Forest.Conclusion.WORSE;
        }
        return difference.high() < margin ? Forest.Conclusion.WITHIN_MARGIN : Forest.Conclusion.UNCLEAR;
    }

    static Evidence evidence(Judgement judgement) {
        Rollout rollout = judgement.rollout();
        var panels = new ArrayList<Evidence.Panel>();
        for (Course.Slice slice : judgement.course().slices()) {
            boolean shown = judgement.verdict().slices().stream()
                    .anyMatch(verdict -> Objects.equals(verdict.taskType(), slice.taskType())
                            && !verdict.metrics().isEmpty());
            if (shown) {
                panels.add(new Evidence.Panel(
                        slice.taskType() == null ? "unknown" : slice.taskType().label(),
                        List.of(
                                new Evidence.Line(
                                        "harm",
                                        Tone.BAD,
                                        1 / rollout.harmAlpha(),
                                        slice.points().stream()
                                                .map(point -> point(point.atMillis(), point.harm()))
                                                .toList()),
                                new Evidence.Line(
                                        "no worse on every metric, and the gain",
                                        Tone.GOOD,
                                        1 / rollout.alpha(),
                                        slice.points().stream()
                                                .map(point -> point(point.atMillis(), point.promotion()))
                                                .toList()))));
            }
        }
        return new Evidence(
                judgement.course().epochs().stream()
                        .map(epoch -> new Evidence.Epoch(Instant.ofEpochMilli(epoch.atMillis()), AbTop.share(epoch)))
                        .toList(),
                panels);
    }

    private static Evidence.Point point(long atMillis, double log) {
        return new Evidence.Point(Instant.ofEpochMilli(atMillis), Math.exp(Math.clamp(log, -LARGEST, LARGEST)));
    }

    static Table metrics(Judgement judgement) {
        var rows = new ArrayList<List<Cell>>();
        for (SliceVerdict slice : judgement.verdict().slices()) {
            for (MetricResult metric : slice.metrics()) {
                rows.add(row(slice, metric, judgement.rollout()));
            }
        }
        return new Table(
                "metrics",
                "Every metric of every task type",
                List.of(
                        Column.text("Task type"),
                        Column.text("Metric"),
                        Column.number("Control"),
                        Column.number("Candidate"),
                        Column.number("Difference, points"),
                        Column.number("Margin"),
                        Column.number("Evidence of harm"),
                        Column.number("Evidence of no harm or gain")),
                rows);
    }

    private static List<Cell> row(SliceVerdict slice, MetricResult metric, Rollout rollout) {
        double margin = margin(metric, rollout);
        return List.of(
                Cell.of(AbTop.name(slice)),
                Cell.of(metric.name().replace('_', ' '), metric.role().name().toLowerCase(Locale.ROOT)),
                share(metric.control()),
                share(metric.candidate()),
                switch (metric.difference()) {
                    case Result.Value<Estimate>(Estimate d) ->
                        Cell.of(FIGURES.points(d.value()), FIGURES.points(d.low()) + " to " + FIGURES.points(d.high()));
                    case Result.NotEstimable<Estimate>(String reason) -> Cell.of("not estimable yet");
                },
                Cell.of(metric.role() == MetricResult.Role.GAIN ? Figures.NONE : FIGURES.points(margin)),
                metric.role() == MetricResult.Role.GAIN
                        ? Cell.of(Figures.NONE)
                        : value(metric.harm(), rollout.harmAlpha(), Tone.BAD),
                value(metric.notWorse(), rollout.alpha(), Tone.GOOD));
    }

    private static Cell share(Result<Double> rate) {
        return Cell.of(rate instanceof Result.Value<Double>(Double value) ? FIGURES.percent(value) : Figures.NONE);
    }

    /** The largest e-value so far; coloured where it passed 1/α. */
    private static Cell value(Result<dev.routeproof.stats.sequential.Evidence> evidence, double alpha, Tone passed) {
        if (!(evidence
                instanceof
                Result.Value<dev.routeproof.stats.sequential.Evidence>(
                        dev.routeproof.stats.sequential.Evidence state))) {
            return Cell.of(Figures.NONE);
        }
        double peak = state.peakLogWealth();
        String text = peak > LARGEST
                ? "over 1,000,000,000"
                : peak > Math.log(100)
                        ? FIGURES.count(Math.round(Math.exp(peak)))
                        : FIGURES.decimal(Math.exp(peak), peak > Math.log(10) ? 1 : 2);
        Cell cell = Cell.of(text, "of " + FIGURES.count(Math.round(1 / alpha)));
        return state.reaches(alpha) ? cell.toned(passed) : cell;
    }
}
