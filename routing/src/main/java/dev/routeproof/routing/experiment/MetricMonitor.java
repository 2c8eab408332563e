package dev.routeproof.routing.experiment;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.sequential.AssignmentBet;
import dev.routeproof.stats.sequential.EffectGrid;
import dev.routeproof.stats.sequential.Evidence;
import dev.routeproof.stats.sequential.Sides;
import dev.routeproof.stats.sequential.WatchedDifference;
import dev.routeproof.stats.stratified.StratifiedMeans;

/** The sequential tests of one metric in one slice: constant memory, a look after every value is allowed. */
final class MetricMonitor {
    private final String name;
    private final MetricResult.Role role;
    private final AssignmentBet harm;
    private final WatchedDifference difference;
    private final StratifiedMeans means = new StratifiedMeans();

    /**
     * @param effect smallest worsening worth finding
     * @param margin worsening that is still accepted; 0: the candidate must be better
     */
    MetricMonitor(String name, MetricResult.Role role, double effect, double margin, double sideAlpha) {
        this.name = name;
        this.role = role;
        this.harm = new AssignmentBet(Sides.HIGHER, effect, EffectGrid.WIDE);
        this.difference = new WatchedDifference(margin, sideAlpha);
    }

    void startEpoch() {
        harm.startEpoch();
        difference.startEpoch();
        means.startEpoch();
    }

    void observe(boolean candidate, double value, double propensity) {
        if (Double.isNaN(value)) {
            return;
        }
        harm.observe(candidate, value, propensity);
        difference.observe(candidate, value, propensity);
        means.include(candidate, value);
    }

    Result<Evidence> harm() {
        return harm.evidence();
    }

    boolean harmHolds(double logWealth) {
        return harm.holds(logWealth);
    }

    Result<Evidence> notWorse() {
        return difference.evidence();
    }

    MetricResult result() {
        return new MetricResult(
                name,
                role,
                means.baseline(),
                means.candidate(),
                difference.estimate(),
                harm.evidence(),
                difference.evidence());
    }
}
