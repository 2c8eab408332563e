package dev.routeproof.harness.plan;

import dev.routeproof.stats.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan as the terminal shows it. */
public final class RolloutPlanText {
    private RolloutPlanText() {}

    public static List<String> lines(RolloutPlan plan) {
        var lines = new ArrayList<String>();
        var assumed = plan.assumptions();
        lines.add(String.format(
                Locale.ROOT,
                "Plan of %s: candidate share %.1f %%, horizon %,d units a task type, power %.0f %%.",
                plan.experiment(),
                plan.share() * 100,
                plan.horizonUnits(),
                assumed.power() * 100));
        lines.add(String.format(
                Locale.ROOT,
                "Units are of both arms together. \"watched\" may be looked at after every unit, as harness ab does;"
                        + " \"%d looks\" and \"one look\" may not.",
                assumed.looks()));
        plan.slices().forEach(slice -> slice(slice, assumed, lines));
        List<String> open = plan.slices().stream()
                .filter(slice -> !slice.decidable())
                .map(slice -> slice.baseline().taskType())
                .toList();
        lines.add("");
        lines.add(
                open.isEmpty()
                        ? "Every task type can be decided within the horizon."
                        : "Not decidable within the horizon: " + String.join(", ", open) + ".");
        return lines;
    }

    private static void slice(RolloutPlan.Slice slice, RolloutPlan.Assumptions assumed, List<String> lines) {
        SliceBaseline baseline = slice.baseline();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%s: %.2f %% bad outcomes now, %,.0f units a day, %.1f requests a unit",
                baseline.taskType(),
                baseline.bad().mean() * 100,
                baseline.unitsPerDay(),
                baseline.requestsPerUnit()));
        lines.add(String.format(
                Locale.ROOT, "  %-44s %12s %12s %12s", "", "watched", assumed.looks() + " looks", "one look"));
        lines.add(part(
                String.format(
                        Locale.ROOT,
                        "find %+.2f points of %s",
                        slice.harm().target() * 100,
                        slice.harm().name()),
                slice.harm()));
        for (RolloutPlan.Part part : slice.promotion()) {
            String what = part.gain()
                    ? "show " + part.name()
                    : String.format(Locale.ROOT, "show %s no worse by %.2f points", part.name(), part.target() * 100);
            lines.add(part(what, part));
        }
        lines.add("  decided after "
                + switch (slice.units()) {
                    case Result.NotEstimable<Double>(String reason) -> "no number of units: " + reason;
                    case Result.Value<Double>(Double units) ->
                        String.format(
                                Locale.ROOT,
                                "%,.0f units, %s, %s",
                                Math.ceil(units),
                                number(slice.days(), "%,.1f days"),
                                number(slice.usd(), "$%,.2f of traffic"));
                });
        if (!slice.decidable()) {
            lines.add("  NOT within the horizon: " + String.join("; ", slice.open()) + ".");
            slice.help().forEach(help -> lines.add("    would help: " + help));
        }
    }

    private static String part(String what, RolloutPlan.Part part) {
        return switch (part.units()) {
            case Result.NotEstimable<RolloutPlan.Units>(String reason) ->
                String.format(Locale.ROOT, "  %-44s not plannable: %s", what, reason);
            case Result.Value<RolloutPlan.Units>(RolloutPlan.Units units) ->
                String.format(
                        Locale.ROOT,
                        "  %-44s %,12.0f %,12.0f %,12.0f",
                        what,
                        Math.ceil(units.watched()),
                        Math.ceil(units.groupSequential()),
                        Math.ceil(units.fixed()));
        };
    }

    private static String number(Result<Double> number, String format) {
        return number instanceof Result.Value<Double>(Double value)
                ? String.format(Locale.ROOT, format, value)
                : "cost not known";
    }
}
