package dev.routeproof.stats.stratified;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.Normal;
import dev.routeproof.stats.mean.SampleMean;
import java.util.List;

/**
 * A ratio metric, such as cost per request, of two arms over epochs: within each epoch a ratio over clusters
 * ({@link dev.routeproof.stats.mean.UnitRatio}), across epochs the Mantel-Haenszel weights w_e = m1·m0/(m1+m0) of the
 * denominators (statistics S4), so that a ramp or a drift cannot pose as an effect.
 *
 * <p>Normal intervals for one look at a planned time. The relative change is a ratio of two independent means, var(R1/R0) ≈
 * (var R1 + (R1/R0)² var R0) / R0² by the delta method.
 */
public final class StratifiedRatio {
    private StratifiedRatio() {}

    /**
     * One epoch.
     *
     * @param candidate ratio over the clusters of the candidate arm
     * @param candidateSize sum of its denominators
     */
    public record Epoch(SampleMean candidate, double candidateSize, SampleMean baseline, double baselineSize) {
        double weight() {
            return candidateSize * baselineSize / (candidateSize + baselineSize);
        }
    }

    /**
     * What is known of both arms, in the unit of the metric.
     *
     * @param candidate weighted mean over epochs
     * @param difference candidate − baseline
     * @param saving 1 − candidate/baseline, a share; not estimable where the baseline is 0
     */
    public record Comparison(double candidate, double baseline, Estimate difference, Result<Estimate> saving) {}

    /** With intervals at {@code level} in (0,1); epochs in which an arm is empty carry no weight. */
    public static Result<Comparison> compare(List<Epoch> epochs, double level) {
        double weights = epochs.stream().mapToDouble(Epoch::weight).sum();
        if (!(weights > 0)) {
            return Result.notEstimable("In no epoch do both arms have values, so there is nothing to compare.");
        }
        double candidate = 0;
        double baseline = 0;
        double candidateVariance = 0;
        double baselineVariance = 0;
        for (Epoch epoch : epochs) {
            double share = epoch.weight() / weights;
            candidate += share * epoch.candidate().mean();
            baseline += share * epoch.baseline().mean();
            candidateVariance += share * share * errorVariance(epoch.candidate());
            baselineVariance += share * share * errorVariance(epoch.baseline());
        }
        double critical = Normal.critical(level);
        double half = critical * Math.sqrt(candidateVariance + baselineVariance);
        double difference = candidate - baseline;
        return Result.value(new Comparison(
                candidate,
                baseline,
                new Estimate(difference, difference - half, difference + half, level),
                saving(candidate, baseline, candidateVariance, baselineVariance, critical, level)));
    }

    private static Result<Estimate> saving(
            double candidate,
            double baseline,
            double candidateVariance,
            double baselineVariance,
            double critical,
            double level) {
        if (!(baseline > 0)) {
            return Result.notEstimable("The baseline is 0, so there is no relative change.");
        }
        double ratio = candidate / baseline;
        double half = critical * Math.sqrt(candidateVariance + ratio * ratio * baselineVariance) / baseline;
        return Result.value(new Estimate(1 - ratio, 1 - ratio - half, 1 - ratio + half, level));
    }

    private static double errorVariance(SampleMean mean) {
        return mean.variance() / mean.n();
    }
}
