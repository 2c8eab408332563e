package dev.routeproof.harness.lab.verdicts;

import dev.routeproof.routing.experiment.LedgerBook;
import dev.routeproof.routing.experiment.Rollout;
import dev.routeproof.routing.experiment.UnitValue;
import dev.routeproof.stats.distribution.Normal;
import java.util.function.ToDoubleFunction;

/** How many units a one-sided z-test on unit values needs when it looks once, from the spread in a large pilot log. */
final class FixedUnits {
    private static final int PILOT_USERS = 30_000;

    private double candidates;
    private double baselines;
    private double candidateSum;
    private double baselineSum;
    private double candidateSquares;
    private double baselineSquares;

    private FixedUnits() {}

    /** Of a metric in the only slice of {@code log}. */
    static FixedUnits pilot(TrueLog log, Rollout rollout, ToDoubleFunction<UnitValue> metric) {
        var pilot = new FixedUnits();
        TrueRun.judge(
                log.users(PILOT_USERS),
                rollout,
                new LedgerBook(),
                kept -> true,
                value -> pilot.include(!value.arm().baseline(), metric.applyAsDouble(value)));
        return pilot;
    }

    /** The candidate's mean minus the baseline's. */
    double difference() {
        return candidateSum / candidates - baselineSum / baselines;
    }

    /** {@code (z_α + z_power)² (v1/π + v0/(1−π)) / distance²}, both arms together. */
    int units(double distance, double alpha, double power) {
        double share = candidates / (candidates + baselines);
        double quantiles = Normal.quantile(1 - alpha) + Normal.quantile(power);
        double spread = variance(candidateSum, candidateSquares, candidates) / share
                + variance(baselineSum, baselineSquares, baselines) / (1 - share);
        return (int) Math.ceil(quantiles * quantiles * spread / (distance * distance));
    }

    private void include(boolean candidate, double value) {
        if (Double.isNaN(value)) {
            return;
        }
        if (candidate) {
            candidates++;
            candidateSum += value;
            candidateSquares += value * value;
        } else {
            baselines++;
            baselineSum += value;
            baselineSquares += value * value;
        }
    }

    private static double variance(double sum, double squares, double n) {
        double mean = sum / n;
        return squares / n - mean * mean;
    }
}
