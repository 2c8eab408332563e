package dev.routeproof.stats.simulate;

import dev.routeproof.stats.Moments;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.stratified.StratifiedDifference;
import dev.routeproof.stats.stratified.Stratum;
import java.util.ArrayList;
import java.util.List;

/** S4: an A/A under a ramp with drift, and under a back-off of one task type; one look at the end. */
final class RampCells {
    private static final double ALPHA = 0.05;
    private static final double[][] RAMP = {{0.01, 0.92}, {0.05, 0.88}, {0.20, 0.84}, {0.50, 0.80}};
    private static final double[][] BACK_OFF = {{0.2, 0.95}, {0.2, 0.95}, {0.2, 0.60}, {0.02, 0.60}};

    private RampCells() {}

    static List<Cell> cells() {
        return List.of(
                cell("ramp 1-5-20-50 % + drift", RAMP, 1_000), cell("back-off of one task type", BACK_OFF, 1_500));
    }

    /** {@code epochs}: the candidate's share and the rate of each. */
    private static Cell cell(String shape, double[][] epochs, int unitsPerEpoch) {
        Trial trial = random -> {
            List<Stratum> strata = new ArrayList<>();
            Moments candidates = new Moments(0, 0, 0);
            Moments baselines = new Moments(0, 0, 0);
            for (double[] epoch : epochs) {
                WatchedMeans means = new WatchedMeans(ALPHA);
                for (int unit = 0; unit < unitsPerEpoch; unit++) {
                    means.include(random.nextDouble() < epoch[0], random.nextDouble() < epoch[1] ? 1 : 0);
                }
                strata.add(new Stratum(means.candidate(), means.baseline()));
                candidates = candidates.plus(means.candidate());
                baselines = baselines.plus(means.baseline());
            }
            List<Stratum> pooled = List.of(new Stratum(candidates, baselines));
            return new double[] {significant(strata), significant(pooled)};
        };
        return new Cell(
                "S4",
                shape,
                Double.NaN,
                Double.NaN,
                0,
                1,
                trial,
                List.of(
                        Figure.atMost("false_alarm", "stratified by epoch and slice", ALPHA),
                        Figure.usual("false_alarm", "pooled z-test")));
    }

    private static double significant(List<Stratum> strata) {
        return Stopped.flag(StratifiedDifference.test(strata) instanceof Result.Value<TestResult>(TestResult test)
                && test.pValue() <= ALPHA);
    }
}
