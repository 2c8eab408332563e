package dev.routeproof.stats.stratified;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.mean.SampleMean;
import dev.routeproof.stats.mean.UnitRatio;
import dev.routeproof.stats.stratified.StratifiedRatio.Comparison;
import dev.routeproof.stats.stratified.StratifiedRatio.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StratifiedRatioTest {
    @Test
    void oneEpochIsTheDifferenceOfTwoMeansWithTheirStandardErrors() {
        Comparison one = compare(new Epoch(new SampleMean(100, 3, 4), 500, new SampleMean(400, 5, 16), 2_000));
        assertThat(one.difference().value()).isCloseTo(-2, within(1e-12));
        // √(4/100 + 16/400) = 0.282843; z = 1.959964
        assertThat(one.difference().high() + 2).isCloseTo(0.554362, within(1e-6));
        Estimate saving = one.saving().orElseThrow();
        assertThat(saving.value()).isCloseTo(0.4, within(1e-12));
        // √(0.04 + 0.36 × 0.04) / 5 = 0.0466476
        assertThat(saving.high() - saving.value()).isCloseTo(1.959964 * 0.0466476, within(1e-6));
    }

    @Test
    void aRampWhileEverythingGetsDearerIsNoDearerCandidate() {
        Comparison both = compare(
                new Epoch(new SampleMean(10, 1, 1), 100, new SampleMean(990, 1, 1), 9_900),
                new Epoch(new SampleMean(500, 3, 1), 5_000, new SampleMean(500, 3, 1), 5_000));
        assertThat(both.difference().value()).isCloseTo(0, within(1e-12));
        // Pooled over epochs the candidate would look twice as dear.
        assertThat(both.candidate()).isCloseTo(both.baseline(), within(1e-12));
    }

    @Test
    void withoutAnEpochOfBothArmsThereIsNothingToCompare() {
        assertThat(StratifiedRatio.compare(List.of(), 0.95)).isInstanceOf(Result.NotEstimable.class);
        assertThat(compare(new Epoch(new SampleMean(10, 1, 1), 100, new SampleMean(10, 0, 0), 100))
                        .saving())
                .isInstanceOf(Result.NotEstimable.class);
    }

    @Test
    void theSavingOfClusteredSkewedCostsIsCoveredNineteenTimesInTwenty() {
        var random = new SplittableRandom(5);
        int covered = 0;
        int runs = 1_000;
        for (int run = 0; run < runs; run++) {
            var epochs = new ArrayList<Epoch>();
            for (int epoch = 0; epoch < 2; epoch++) {
                double level = 1 + epoch;
                double[][] candidate = arm(random, 60 + 60 * epoch, 0.5 * level);
                double[][] baseline = arm(random, 200 - 60 * epoch, level);
                epochs.add(new Epoch(ratio(candidate), sum(candidate[1]), ratio(baseline), sum(baseline[1])));
            }
            Estimate saving =
                    StratifiedRatio.compare(epochs, 0.95).orElseThrow().saving().orElseThrow();
            covered += saving.low() <= 0.5 && 0.5 <= saving.high() ? 1 : 0;
        }
        assertThat(covered / (double) runs).isBetween(0.92, 0.97);
    }

    /** Costs and requests of users that differ in activity and price. */
    private static double[][] arm(SplittableRandom random, int users, double level) {
        double[][] arm = new double[2][users];
        for (int user = 0; user < users; user++) {
            int requests = 1 + random.nextInt(10);
            double dear = level * Math.exp(0.5 * random.nextGaussian() - 0.125);
            arm[0][user] = requests * dear;
            arm[1][user] = requests;
        }
        return arm;
    }

    private static SampleMean ratio(double[][] arm) {
        return UnitRatio.of(arm[0], arm[1]).orElseThrow();
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static Comparison compare(Epoch... epochs) {
        return StratifiedRatio.compare(List.of(epochs), 0.95).orElseThrow();
    }
}
