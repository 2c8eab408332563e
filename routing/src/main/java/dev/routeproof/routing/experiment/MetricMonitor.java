package dev.routeproof.routing.experiment;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.sequential.AssignmentBet;
import dev.routeproof.stats.sequential.EffectGrid;
import dev.routeproof.stats.sequential.Evidence;
import dev.routeproof.stats.sequential.Sides;
import dev.routeproof.stats.sequential.WatchedDifference;

/** The sequential tests of one metric in one slice: constant memory, a look after every value is allowed. */
final class MetricMonitor {
    private final String name;
    private final MetricResult.Role role;
    private final AssignmentBet harm;
    private final WatchedDifference difference;
    private double candidateSum;
    private double baselineSum;
    private long candidates;
    private long baselines;

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
    }

    void observe(boolean candidate, double value, double propensity) {
        if (Double.isNaN(value)) {
            return;
        }
        harm.observe(candidate, value, propensity);
        difference.observe(candidate, value, propensity);
        if (candidate) {
            candidateSum += value;
            candidates++;
        } else {
            baselineSum += value;
            baselines++;
        }
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
                mean(baselineSum, baselines),
                mean(candidateSum, candidates),
                difference.estimate(),
                harm.evidence(),
                difference.evidence());
    }

    private static Result<Double> mean(double sum, long n) {
        return n == 0 ? Result.notEstimable("No unit of this arm has closed yet.") : Result.value(sum / n);
    }
}
