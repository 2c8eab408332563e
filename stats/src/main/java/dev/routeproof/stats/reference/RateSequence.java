package dev.routeproof.stats.reference;

import dev.routeproof.stats.Counts;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.Roots;

/** A confidence sequence for a constant success rate, valid at every number of trials: beta-binomial mixture. */
public final class RateSequence {
    private RateSequence() {}

    /**
     * The rates whose two-sided beta-binomial mixture stays below 1/α (Howard et al. 2021, section 3.4), in [0,1];
     * tuned to {@code tOpt > 0} trials. Not estimable without trials.
     */
    public static Result<Estimate> betaBinomial(Counts counts, double alpha, double tOpt, double alphaOpt) {
        if (counts.n() == 0) {
            return Result.notEstimable("No trials, so there is no rate.");
        }
        double rate = counts.rate();
        double low = counts.successes() == 0
                ? 0
                : Roots.decreasing(p -> excess(counts, p, alpha, tOpt, alphaOpt), 1e-12, rate);
        double high = counts.failures() == 0
                ? 1
                : Roots.increasing(p -> excess(counts, p, alpha, tOpt, alphaOpt), rate, 1 - 1e-12);
        return Result.value(new Estimate(rate, low < 1e-11 ? 0 : low, high > 1 - 1e-11 ? 1 : high, 1 - alpha));
    }

    private static double excess(Counts counts, double p, double alpha, double tOpt, double alphaOpt) {
        double variance = p * (1 - p);
        double n = counts.n();
        MixtureBoundary mixture = MixtureBoundary.BetaBinomial.tuned(variance * tOpt, alphaOpt, p, 1 - p, false);
        return mixture.logMixture((counts.rate() - p) * n, variance * n) - Math.log(1 / alpha);
    }
}
