package dev.routeproof.stats.simulate;

import dev.routeproof.stats.distribution.BetaQuantile;
import dev.routeproof.stats.distribution.Binomial;
import java.util.Arrays;

/**
 * A figure's value over the runs of a cell, with exact 99 % bounds.
 *
 * @param value a share in [0,1], or a median, ∞ where at least half of the runs never stopped
 * @param low for a share, the exact one-sided 99 % lower bound (Clopper-Pearson); for a median, the value
 * @param high for a share, the exact one-sided 99 % upper bound; for a median, the value
 * @param kept whether the runs are compatible with the rule: a rule counts as broken when it would produce runs like
 *     these, or worse, with a probability below 1 %
 */
public record Reading(Figure figure, double value, double low, double high, boolean kept) {
    private static final double DOUBT = 0.01;

    static Reading of(Figure figure, double[] outcomes) {
        return switch (figure.kind()) {
            case SHARE ->
                share(figure, Arrays.stream(outcomes).filter(x -> x == 1).count(), outcomes.length);
            case MEDIAN -> median(figure, outcomes);
        };
    }

    private static Reading share(Figure figure, long hits, long runs) {
        double value = (double) hits / runs;
        double low = hits == 0 ? 0 : BetaQuantile.quantile(DOUBT, (double) hits, runs - hits + 1d);
        double high = hits == runs ? 1 : BetaQuantile.quantile(1 - DOUBT, hits + 1d, (double) (runs - hits));
        boolean kept = switch (figure.rule()) {
            case Rule.None() -> true;
            case Rule.AtMost(double limit) -> Binomial.atLeast(hits, runs, limit) >= DOUBT;
            case Rule.AtLeast(double limit) -> Binomial.cdf(hits, runs, limit) >= DOUBT;
        };
        return new Reading(figure, value, low, high, kept);
    }

    private static Reading median(Figure figure, double[] outcomes) {
        double[] sorted = outcomes.clone();
        Arrays.sort(sorted);
        int runs = sorted.length;
        double lower = sorted[(runs - 1) / 2];
        double upper = sorted[runs / 2];
        double median = lower == upper ? lower : (lower + upper) / 2;
        boolean kept = switch (figure.rule()) {
            case Rule.None() -> true;
            case Rule.AtMost(double limit) -> Binomial.cdf(within(sorted, limit), runs, 0.5) >= DOUBT;
            case Rule.AtLeast(double limit) -> Binomial.atLeast(within(sorted, limit), runs, 0.5) >= DOUBT;
        };
        return new Reading(figure, median, median, median, kept);
    }

    private static long within(double[] outcomes, double limit) {
        return Arrays.stream(outcomes).filter(x -> x <= limit).count();
    }
}
