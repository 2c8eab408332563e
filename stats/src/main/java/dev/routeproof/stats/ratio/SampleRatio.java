package dev.routeproof.stats.ratio;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.distribution.ChiSquare;
import java.util.Arrays;

/**
 * Pearson's χ² test that arms received units in the allotted shares, looked at once; the sequential form serves
 * monitoring. The statistic is Σ(observed - expected)²/expected with one degree of freedom fewer than arms.
 */
public final class SampleRatio {
    private SampleRatio() {}

    /**
     * The test for observed units per arm and relative weights above 0 (they need not add up to 1). An arm without units
     * counts. Not estimable without units or with fewer than two arms.
     */
    public static Result<TestResult> chiSquare(long[] observed, double[] weights) {
        if (observed.length != weights.length) {
            throw new IllegalArgumentException(observed.length + " arms but " + weights.length + " weights");
        }
        double total = Arrays.stream(observed).sum();
        double allotted = Arrays.stream(weights).sum();
        if (observed.length < 2) {
            return Result.notEstimable("A ratio needs at least two arms.");
        }
        if (total == 0) {
            return Result.notEstimable("No units were assigned yet.");
        }
        double statistic = 0;
        for (int arm = 0; arm < observed.length; arm++) {
            if (!(weights[arm] > 0)) {
                return Result.notEstimable("Arm " + (arm + 1) + " is allotted no traffic.");
            }
            double expected = total * weights[arm] / allotted;
            statistic += (observed[arm] - expected) * (observed[arm] - expected) / expected;
        }
        return Result.value(new TestResult(statistic, ChiSquare.survival(statistic, observed.length - 1d)));
    }
}
