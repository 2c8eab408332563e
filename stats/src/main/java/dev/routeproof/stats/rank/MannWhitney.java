package dev.routeproof.stats.rank;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.distribution.Normal;

/**
 * The Mann-Whitney test of two independent samples (Annals of Mathematical Statistics 18, 1947). The statistic is U =
 * the number of pairs in which the first value is the larger, ties counting ½; GREATER means the first tends to be
 * larger. An empty sample, or values that are all equal, is not estimable.
 */
public final class MannWhitney {
    private MannWhitney() {}

    /**
     * The exact permutation p-value by counting arrangements. With ties it is refused: use {@link #asymptotic}, which
     * corrects for them.
     */
    public static Result<TestResult> exact(double[] first, double[] second, Alternative alternative) {
        return unlessEmpty(first, second, ranks -> {
            if (ranks.tied()) {
                return Result.notEstimable("Values tie, so the exact distribution of U does not apply.");
            }
            RankSumDistribution u = RankSumDistribution.of(first.length, second.length);
            long observed = Math.round(ranks.u());
            double above = u.atLeast(observed);
            double below = u.atMost(observed);
            return Result.value(new TestResult(ranks.u(), choose(alternative, below, above)));
        });
    }

    /**
     * The normal approximation with variance n1 n2/12 (N + 1 - Σ(t³ - t)/(N(N-1))) over groups of t tied values, and
     * optionally the continuity correction of ½ towards the mean.
     */
    public static Result<TestResult> asymptotic(
            double[] first, double[] second, Alternative alternative, boolean continuity) {
        return unlessEmpty(first, second, ranks -> {
            double spread = ranks.standardDeviation();
            if (spread == 0) {
                return Result.notEstimable("All values are equal, so there is no order to test.");
            }
            double centred = ranks.u() - 0.5 * first.length * second.length;
            double shift = continuity ? 0.5 : 0;
            double above = Normal.survival((centred - shift) / spread);
            double below = Normal.cdf((centred + shift) / spread);
            return Result.value(new TestResult(ranks.u(), choose(alternative, below, above)));
        });
    }

    /** Exact when a sample has at most eight values and nothing ties, else asymptotic with continuity correction. */
    public static Result<TestResult> test(double[] first, double[] second, Alternative alternative) {
        boolean small = Math.min(first.length, second.length) <= 8;
        return unlessEmpty(
                first,
                second,
                ranks -> small && !ranks.tied()
                        ? exact(first, second, alternative)
                        : asymptotic(first, second, alternative, true));
    }

    private static double choose(Alternative alternative, double below, double above) {
        return switch (alternative) {
            case LESS -> Math.min(1, below);
            case GREATER -> Math.min(1, above);
            case TWO_SIDED -> Math.min(1, 2 * Math.min(below, above));
        };
    }

    private interface Computation {
        Result<TestResult> apply(TwoSampleRanks ranks);
    }

    private static Result<TestResult> unlessEmpty(double[] first, double[] second, Computation computation) {
        if (first.length == 0 || second.length == 0) {
            return Result.notEstimable("A sample is empty, so there is nothing to rank.");
        }
        return computation.apply(TwoSampleRanks.of(first, second));
    }
}
