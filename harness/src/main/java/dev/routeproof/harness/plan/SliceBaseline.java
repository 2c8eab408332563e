package dev.routeproof.harness.plan;

import dev.routeproof.routing.experiment.Rollout;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a task type under the default, before the experiment.
 *
 * @param cost clipped cost of a request as a share of its cap; null: not known
 * @param unitsPerDay new units a day, all arms together
 * @param requestsPerUnit requests that a unit makes while its window is open
 * @param usdPerRequest NaN: not known
 */
public record SliceBaseline(
        String taskType,
        Spread bad,
        Map<Rollout.Measure, Spread> guardrails,
        @Nullable Spread cost,
        double unitsPerDay,
        double requestsPerUnit,
        double usdPerRequest) {
    public SliceBaseline {
        guardrails = Map.copyOf(guardrails);
    }
}
