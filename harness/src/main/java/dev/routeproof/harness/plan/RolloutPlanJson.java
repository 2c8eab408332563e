package dev.routeproof.harness.plan;

import dev.routeproof.stats.Result;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan as {@code harness plan --json} prints it; null stands for what is not estimable. */
public final class RolloutPlanJson {
    private RolloutPlanJson() {}

    public static Map<String, @Nullable Object> of(RolloutPlan plan) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("schema", "routeproof.plan");
        object.put("version", 1);
        object.put("experiment", plan.experiment());
        object.put("share", plan.share());
        object.put("horizon_units", plan.horizonUnits());
        object.put("power", plan.assumptions().power());
        object.put("looks", plan.assumptions().looks());
        object.put("feedback_rate", plan.assumptions().feedback());
        object.put("expected_saving", plan.assumptions().saving());
        object.put("decidable", plan.slices().stream().allMatch(RolloutPlan.Slice::decidable));
        object.put("slices", plan.slices().stream().map(RolloutPlanJson::slice).toList());
        return object;
    }

    private static Map<String, @Nullable Object> slice(RolloutPlan.Slice slice) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("task_type", slice.baseline().taskType());
        object.put("rate", slice.baseline().bad().mean());
        object.put("units_per_day", slice.baseline().unitsPerDay());
        object.put("requests_per_unit", slice.baseline().requestsPerUnit());
        object.put("decidable", slice.decidable());
        object.put("units", orNull(slice.units().map(Math::ceil)));
        object.put("days", orNull(slice.days()));
        object.put("usd", orNull(slice.usd()));
        object.put("harm", part(slice.harm()));
        object.put(
                "promotion",
                slice.promotion().stream().map(RolloutPlanJson::part).toList());
        object.put("open", slice.open());
        object.put("help", slice.help());
        return object;
    }

    private static Map<String, @Nullable Object> part(RolloutPlan.Part part) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("name", part.name());
        object.put("target", part.target());
        object.put("fixed", orNull(part.units().map(units -> Math.ceil(units.fixed()))));
        object.put("group_sequential", orNull(part.units().map(units -> Math.ceil(units.groupSequential()))));
        object.put("watched", orNull(part.units().map(units -> Math.ceil(units.watched()))));
        return object;
    }

    private static <T> @Nullable T orNull(Result<T> result) {
        return switch (result) {
            case Result.Value<T>(T value) -> value;
            case Result.NotEstimable<T> unknown -> null;
        };
    }
}
