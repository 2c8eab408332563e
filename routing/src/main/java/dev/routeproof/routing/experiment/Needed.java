package dev.routeproof.routing.experiment;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.sequential.Evidence;

/**
 * What a slice still needs for a decision, by extrapolation: log wealth grows in proportion to units while the difference
 * stays as it looks, so a component that has log wealth w after n units reaches log(1/α) after n·log(1/α)/w.
 */
final class Needed {
    private Needed() {}

    static Result<SliceVerdict.Needs> of(SliceMonitor monitor, Rollout rollout, double days) {
        double target = Math.log(1 / rollout.alpha());
        long units = monitor.candidates() + monitor.baselines();
        double factor = 1;
        for (MetricResult metric : monitor.metrics()) {
            if (!(metric.notWorse() instanceof Result.Value<Evidence>(Evidence evidence))) {
                return Result.notEstimable("No unit with " + metric.name() + " has closed yet.");
            }
            if (!evidence.reaches(rollout.alpha())) {
                if (evidence.logWealth() <= 0.05 * target) {
                    return Result.notEstimable("Too little is known of " + metric.name()
                            + " to say how many, or it is too near its margin to be decided.");
                }
                factor = Math.max(factor, target / evidence.logWealth());
            }
        }
        double more = units * (factor - 1);
        double usd = monitor.meanCostUsd() * more * rollout.window().requests();
        return Result.value(new SliceVerdict.Needs((long) Math.ceil(more), units == 0 ? 0 : days * more / units, usd));
    }
}
