package dev.routeproof.stats.rank;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.distribution.Normal;
import java.util.Arrays;

/**
 * Wilcoxon's signed-rank test that paired differences are symmetric about 0. Zeros are ranked and then dropped (Pratt,
 * JASA 54, 1959), which keeps the test right when most pairs tie, as with pass/fail scores. The statistic is the sum of
 * the ranks of the positive differences; GREATER means they tend to be positive.
 */
public final class SignedRank {
    private SignedRank() {}

    /**
     * Normal approximation with the variance corrected for zeros and ties; optional continuity correction of ½ towards
     * the mean. Not estimable without a difference other than 0.
     */
    public static Result<TestResult> asymptotic(double[] differences, Alternative alternative, boolean continuity) {
        double[] sorted = Arrays.stream(differences)
                .boxed()
                .sorted((a, b) -> Double.compare(Math.abs(a), Math.abs(b)))
                .mapToDouble(Double::doubleValue)
                .toArray();
        double n = sorted.length;
        double zeros = 0;
        double positive = 0;
        double ties = 0;
        for (int i = 0; i < sorted.length; ) {
            int next = i;
            int up = 0;
            while (next < sorted.length && Math.abs(sorted[next]) == Math.abs(sorted[i])) {
                up += sorted[next] > 0 ? 1 : 0;
                next++;
            }
            double group = next - i;
            if (sorted[i] == 0) {
                zeros = group;
            } else {
                positive += up * (i + 1 + next) / 2d;
                ties += group * group * group - group;
            }
            i = next;
        }
        if (zeros == n) {
            return Result.notEstimable(n == 0 ? "No pairs to compare." : "All pairs are equal.");
        }
        double mean = (n * (n + 1) - zeros * (zeros + 1)) / 4;
        double variance = (n * (n + 1) * (2 * n + 1) - zeros * (zeros + 1) * (2 * zeros + 1) - ties / 2) / 24;
        double spread = Math.sqrt(variance);
        double shift = continuity ? 0.5 : 0;
        double above = Normal.survival((positive - mean - shift) / spread);
        double below = Normal.cdf((positive - mean + shift) / spread);
        double p = switch (alternative) {
            case LESS -> below;
            case GREATER -> above;
            case TWO_SIDED -> Math.min(1, 2 * Math.min(below, above));
        };
        return Result.value(new TestResult(positive, p));
    }

    /** The asymptotic test of first minus second, item by item, with continuity correction. */
    public static Result<TestResult> paired(double[] first, double[] second, Alternative alternative) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(first.length + " scores paired with " + second.length);
        }
        double[] differences = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            differences[i] = first[i] - second[i];
        }
        return asymptotic(differences, alternative, true);
    }
}
