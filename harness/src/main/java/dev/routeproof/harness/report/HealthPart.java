package dev.routeproof.harness.report;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.GradedCall;
import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.harness.analyse.Summary;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.HealthItem;
import dev.routeproof.reports.view.Tone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Whether the run can be trusted. */
final class HealthPart {
    private static final Figures FIGURES = new Figures();

    private HealthPart() {}

    static List<HealthItem> of(Analysis analysis) {
        RunRecord run = analysis.data().run();
        Summary.Calls calls = Summary.Calls.of(analysis.data().calls());
        List<HealthItem> items = new ArrayList<>();
        long recorded = calls.all() + calls.notApplicable();
        boolean complete = recorded >= run.plannedCalls();
        items.add(new HealthItem(
                "Calls",
                FIGURES.count(recorded) + " of " + FIGURES.count(Math.max(recorded, run.plannedCalls())),
                complete ? Tone.GOOD : Tone.BAD,
                complete
                        ? "Every planned call has an outcome."
                        : "The run is not complete; the same command resumes it."));
        items.add(counted(
                "Failed calls",
                calls.failed(),
                calls.all(),
                0.01,
                "Counted apart, never scored as wrong.",
                analysis,
                Summary.Calls::failed));
        items.add(counted(
                "Refused",
                calls.refused(),
                calls.all(),
                0.01,
                "The model declined to answer.",
                analysis,
                Summary.Calls::refused));
        items.add(counted(
                "Truncated",
                calls.truncated(),
                calls.all(),
                0.01,
                "The answer hit the token limit.",
                analysis,
                Summary.Calls::truncated));
        items.add(counted(
                "Unscored",
                calls.unscored(),
                calls.all(),
                0.01,
                "No answer could be read out of them.",
                analysis,
                Summary.Calls::unscored));
        if (calls.notApplicable() > 0) {
            items.add(new HealthItem(
                    "Not applicable",
                    FIGURES.count(calls.notApplicable()),
                    Tone.NEUTRAL,
                    "The model cannot be asked this; never scored 0."));
        }
        items.add(costs(analysis));
        if (run.simulated()) {
            long simulated = analysis.data().models().stream()
                    .filter(RunData.ModelRow::simulated)
                    .count();
            items.add(new HealthItem(
                    "Models",
                    FIGURES.count(simulated) + " simulated",
                    Tone.WATCH,
                    "Nothing here says how a real model behaves."));
        }
        String reason = run.partialReason();
        if (reason != null) {
            items.add(new HealthItem("Partial run", "yes", Tone.WATCH, reason));
        }
        return items;
    }

    private static HealthItem counted(
            String label,
            long count,
            long all,
            double alarm,
            String meaning,
            Analysis analysis,
            ToLongFunction<Summary.Calls> state) {
        if (count == 0) {
            return new HealthItem(label, "0", Tone.GOOD, "None.");
        }
        String most = most(analysis, state);
        return new HealthItem(
                label,
                FIGURES.count(count) + " (" + FIGURES.percent((double) count / all) + ")",
                count > alarm * all ? Tone.WATCH : Tone.GOOD,
                meaning + " Most by " + most + ".");
    }

    private static String most(Analysis analysis, ToLongFunction<Summary.Calls> state) {
        return analysis.models().stream()
                .max(Comparator.comparingLong(model -> analysis.summary(model, Analysis.ALL)
                        .map(Summary::calls)
                        .map(calls -> state.applyAsLong(calls))
                        .orElse(0L)))
                .orElse("");
    }

    private static HealthItem costs(Analysis analysis) {
        Map<Boolean, Long> priced = analysis.data().calls().stream()
                .filter(call -> call.costNanoUsd() != null)
                .collect(Collectors.partitioningBy(GradedCall::costEstimated, Collectors.counting()));
        long estimated = priced.getOrDefault(true, 0L);
        long reported = priced.getOrDefault(false, 0L);
        if (estimated + reported == 0) {
            return new HealthItem("Costs", "unknown", Tone.WATCH, "No call of this run was priced.");
        }
        return estimated == 0
                ? new HealthItem("Costs", "reported", Tone.GOOD, "Token counts come from the providers.")
                : new HealthItem(
                        "Costs",
                        reported == 0 ? "estimated" : "partly estimated",
                        Tone.WATCH,
                        FIGURES.count(estimated) + " calls have tokens counted here, not reported.");
    }
}
