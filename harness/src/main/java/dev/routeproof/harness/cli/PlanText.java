package dev.routeproof.harness.cli;

import dev.routeproof.harness.bench.Estimate;
import dev.routeproof.harness.bench.Plan;
import dev.routeproof.routing.catalog.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan and its estimate, as shown before the first call. */
final class PlanText {
    private PlanText() {}

    static List<String> lines(Plan plan, Estimate estimate, @Nullable Money budget) {
        var lines = new ArrayList<String>();
        lines.add("Plan: %,d models × %,d samples × %d = %,d calls%s"
                .formatted(
                        plan.models().size(),
                        plan.samples().size(),
                        plan.repeats(),
                        estimate.calls(),
                        plan.notApplicable().isEmpty()
                                ? ""
                                : " (%,d not applicable)"
                                        .formatted(plan.notApplicable().size())));
        lines.add(String.format(
                Locale.ROOT,
                "Estimate: about %,d tokens in, %,d out, $%,.4f, %s%s",
                estimate.inputTokens(),
                estimate.outputTokens(),
                estimate.cost().usd(),
                time(estimate.time()),
                budget == null ? "" : String.format(Locale.ROOT, "; budget $%,.2f", budget.usd())));
        if (plan.partialReason() != null) {
            lines.add("Partial: " + plan.partialReason());
        }
        if (plan.simulated()) {
            lines.add("Simulated models: answers, times and dollars are made up; nothing is charged.");
        }
        return lines;
    }

    static Map<String, @Nullable Object> object(Plan plan, Estimate estimate) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("schema", "routeproof.bench-plan");
        object.put("version", 1);
        object.put(
                "models",
                plan.models().stream().map(model -> model.id().value()).toList());
        object.put("samples", plan.samples().size());
        object.put("repeats", plan.repeats());
        object.put("calls", estimate.calls());
        object.put("not_applicable", plan.notApplicable().size());
        object.put("input_tokens", estimate.inputTokens());
        object.put("output_tokens", estimate.outputTokens());
        object.put("cost_usd", estimate.cost().usd());
        object.put("seconds", estimate.time().toMillis() / 1000.0);
        object.put("partial", plan.partialReason());
        object.put("simulated", plan.simulated());
        return object;
    }

    private static String time(Duration time) {
        long seconds = Math.max(1, Math.round(time.toMillis() / 1000.0));
        return seconds < 120 ? "about " + seconds + " s" : "about " + Math.round(seconds / 60.0) + " min";
    }
}
