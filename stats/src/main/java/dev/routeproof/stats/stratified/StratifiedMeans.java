package dev.routeproof.stats.stratified;

import dev.routeproof.stats.Result;

/**
 * The means of two arms over epochs as they come, with the Mantel-Haenszel weights {@code w_e = m1·m0/(m1+m0)} of
 * {@link StratifiedRatio} (statistics S4): arms whose shares changed while values drifted are compared within each epoch.
 *
 * <p>Constant memory; not thread-safe.
 */
public final class StratifiedMeans {
    // Of the epochs that ended.
    private double weights;
    private double candidateSum;
    private double baselineSum;
    // Of the epoch in hand.
    private double candidateNow;
    private double baselineNow;
    private long candidates;
    private long baselines;

    public void startEpoch() {
        double weight = weight();
        if (weight > 0) {
            candidateSum += weight * candidateNow / candidates;
            baselineSum += weight * baselineNow / baselines;
            weights += weight;
        }
        candidateNow = 0;
        baselineNow = 0;
        candidates = 0;
        baselines = 0;
    }

    public void include(boolean candidate, double value) {
        if (candidate) {
            candidateNow += value;
            candidates++;
        } else {
            baselineNow += value;
            baselines++;
        }
    }

    public Result<Double> candidate() {
        return mean(candidateSum, candidateNow, candidates);
    }

    public Result<Double> baseline() {
        return mean(baselineSum, baselineNow, baselines);
    }

    /** 1 − candidate/baseline; not estimable where the baseline is 0. */
    public Result<Double> saving() {
        return switch (baseline()) {
            case Result.NotEstimable<Double> none -> none;
            case Result.Value<Double>(Double baseline) ->
                baseline > 0
                        ? Result.value(1 - candidate().orElseThrow() / baseline)
                        : Result.notEstimable("The baseline is 0, so there is no relative change.");
        };
    }

    private Result<Double> mean(double sum, double now, long n) {
        double weight = weight();
        return weights + weight > 0
                ? Result.value((sum + (weight > 0 ? weight * now / n : 0)) / (weights + weight))
                : Result.notEstimable("In no epoch do both arms have values, so there is nothing to compare.");
    }

    private double weight() {
        return candidates == 0 || baselines == 0 ? 0 : (double) candidates * baselines / (candidates + baselines);
    }
}
