package dev.routeproof.harness.experiment;

import dev.routeproof.routing.experiment.Ledger;
import dev.routeproof.routing.experiment.MetricResult;
import dev.routeproof.routing.experiment.SliceVerdict;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.sequential.Evidence;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A judgement as {@code harness ab --json} prints it; null stands for what is not estimable. */
public final class JudgementJson {
    private JudgementJson() {}

    /** {@code report} is the path of the HTML file. */
    public static Map<String, @Nullable Object> of(Judgement judgement, String report) {
        var verdict = judgement.verdict();
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("schema", "routeproof.ab");
        object.put("version", 1);
        object.put("experiment", verdict.experiment());
        object.put("verdict", verdict.verdict().word());
        object.put("reason", verdict.reason());
        object.put("as_of", judgement.asOf().toString());
        object.put("exchanges", judgement.exchanges());
        object.put("without_unit", judgement.withoutUnit());
        object.put("immature_units", verdict.immature());
        object.put("registration", judgement.rollout().contentHash());
        object.put("ledger", ledger(verdict.ledger(), judgement.balanced()));
        object.put("slices", verdict.slices().stream().map(JudgementJson::slice).toList());
        object.put("report", report);
        return object;
    }

    private static Map<String, @Nullable Object> ledger(Ledger ledger, boolean balanced) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("provided", ledger.provided());
        object.put("assigned", ledger.provided() ? ledger.assigned() : null);
        object.put("completed", ledger.completed());
        object.put("failed", ledger.failed());
        object.put("cancelled", ledger.cancelled());
        object.put("dropped", ledger.dropped());
        object.put("in_flight", ledger.inFlight());
        object.put("balanced", ledger.provided() ? balanced : null);
        return object;
    }

    private static Map<String, @Nullable Object> slice(SliceVerdict slice) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put(
                "task_type",
                slice.taskType() == null ? "unknown" : slice.taskType().label());
        object.put("verdict", slice.verdict().word());
        object.put("reason", slice.reason());
        object.put("units", Map.of("control", slice.controlUnits(), "candidate", slice.candidateUnits()));
        object.put("saving_percent", orNull(slice.saving().map(share -> share * 100)));
        object.put(
                "metrics", slice.metrics().stream().map(JudgementJson::metric).toList());
        object.put("needs", orNull(slice.needs().map(JudgementJson::needs)));
        return object;
    }

    private static Map<String, @Nullable Object> metric(MetricResult metric) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("name", metric.name());
        object.put("role", metric.role().name().toLowerCase(Locale.ROOT));
        object.put("control", orNull(metric.control()));
        object.put("candidate", orNull(metric.candidate()));
        object.put("difference", orNull(metric.difference().map(Estimate::value)));
        object.put("low", orNull(metric.difference().map(Estimate::low)));
        object.put("high", orNull(metric.difference().map(Estimate::high)));
        object.put("evidence_harm", orNull(metric.harm().map(JudgementJson::peak)));
        object.put("evidence_noninferior", orNull(metric.notWorse().map(JudgementJson::peak)));
        object.put("statement", JudgementText.statement(metric));
        return object;
    }

    private static Map<String, Object> needs(SliceVerdict.Needs needs) {
        return Map.of("units", needs.units(), "days", needs.days(), "usd", needs.usd());
    }

    /** The largest e-value so far, which is what a verdict is held against. */
    static double peak(Evidence evidence) {
        return Math.min(Math.exp(evidence.peakLogWealth()), Double.MAX_VALUE);
    }

    private static <T> @Nullable T orNull(Result<T> result) {
        return switch (result) {
            case Result.Value<T>(T value) -> value;
            case Result.NotEstimable<T> unknown -> null;
        };
    }
}
