package dev.routeproof.stats.mean;

import static dev.routeproof.stats.Estimates.assertEnds;
import static dev.routeproof.stats.Estimates.assertNotEstimable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Moments;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.mean.MeanTests.Hypothesis;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Oracle: R 4.2 t.test. */
class MeanTestsTest {
    private static final double[] A = {3.1, 4.7, 2.2, 5.9, 4.4, 3.8, 6.1};
    private static final double[] B = {2.9, 3.0, 1.8, 4.1, 2.6};
    private static final Hypothesis PLAIN = Hypothesis.twoSided(0.95);

    @Test
    void welchMatchesTheReference() {
        MeanTest test =
                MeanTests.welch(SampleMean.of(A), SampleMean.of(B), PLAIN).orElseThrow();
        assertThat(test.test().statistic()).isCloseTo(2.2007491563156734, within(1e-12));
        assertThat(test.df()).isCloseTo(9.7618800910305588, within(1e-11));
        assertThat(test.test().pValue()).isCloseTo(0.0530089913347184, within(1e-12));
        assertEnds(Result.value(test.interval()), -0.0226662918445924, 2.8912377204160205, 1e-11);
    }

    @Test
    void oneSidedTestsHaveOneFiniteEnd() {
        Hypothesis less = new Hypothesis(0.5, Alternative.LESS, 0.9);
        MeanTest test =
                MeanTests.welch(SampleMean.of(A), SampleMean.of(B), less).orElseThrow();
        assertThat(test.test().statistic()).isCloseTo(1.433555725329134, within(1e-12));
        assertThat(test.test().pValue()).isCloseTo(0.908529192361395, within(1e-12));
        assertThat(test.interval().low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(test.interval().high()).isCloseTo(2.330116273261051, within(1e-11));
        Hypothesis greater = new Hypothesis(0.5, Alternative.GREATER, 0.9);
        MeanTest other =
                MeanTests.welch(SampleMean.of(A), SampleMean.of(B), greater).orElseThrow();
        assertThat(other.test().pValue() + test.test().pValue()).isCloseTo(1, within(1e-12));
        assertThat(other.interval().high()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void pooledOneSampleAndPairedMatchTheReference() {
        MeanTest pooled =
                MeanTests.pooled(SampleMean.of(A), SampleMean.of(B), PLAIN).orElseThrow();
        assertThat(pooled.test().statistic()).isCloseTo(2.0123578510642606, within(1e-12));
        assertThat(pooled.df()).isEqualTo(10);
        assertThat(pooled.test().pValue()).isCloseTo(0.0718913663603807, within(1e-12));
        Hypothesis three = new Hypothesis(3, Alternative.TWO_SIDED, 0.95);
        MeanTest one = MeanTests.oneSample(SampleMean.of(A), three).orElseThrow();
        assertThat(one.test().statistic()).isCloseTo(2.4518082380895216, within(1e-12));
        assertThat(one.test().pValue()).isCloseTo(0.0496686570280775, within(1e-12));
        double[] shifted = {2.1, 3.7, 1.2, 4.9, 3.4, 2.8, 5.0};
        assertThat(MeanTests.paired(A, shifted, PLAIN).orElseThrow().estimate()).isCloseTo(7.1 / 7, within(1e-12));
    }

    @Test
    void relativeDifferenceIsTheDeltaMethod() {
        SampleMean treated = new SampleMean(400, 12, 9);
        SampleMean base = new SampleMean(100, 10, 4);
        MeanTest test = MeanTests.relative(treated, base, PLAIN).orElseThrow();
        assertThat(test.estimate()).isCloseTo(0.2, within(1e-14));
        double variance = 9d / 400 / 100 + 1.44 * 4 / 100 / 100;
        assertThat(test.standardError()).isCloseTo(Math.sqrt(variance), within(1e-14));
        assertNotEstimable(MeanTests.relative(treated, new SampleMean(9, 0, 1), PLAIN), "baseline mean is 0");
    }

    @Test
    void degenerateArmsAreNotEstimable() {
        SampleMean constant = SampleMean.of(2, 2, 2);
        assertNotEstimable(MeanTests.welch(constant, constant, PLAIN), "do not vary");
        assertNotEstimable(MeanTests.pooled(SampleMean.of(1), SampleMean.of(A), PLAIN), "at least two units");
        assertNotEstimable(MeanTests.z(SampleMean.of(), SampleMean.of(A), PLAIN), "at least two units");
        assertNotEstimable(MeanTests.oneSample(constant, PLAIN), "do not vary");
        assertNotEstimable(MeanTests.oneSample(SampleMean.of(3), PLAIN), "at least two values");
    }

    @Test
    void sumsAndRawValuesAgree() {
        assertThat(SampleMean.of(Moments.of(A)).variance())
                .isCloseTo(SampleMean.of(A).variance(), within(1e-12));
        assertThat(SampleMean.of(1e9, 1e9 + 1, 1e9 + 2).variance()).isEqualTo(1);
    }

    @Test
    void equivalenceIsDecidedByTheWeakerSide() {
        Equivalence equivalence = Equivalence.of(
                        -1, 3, 0.05, h -> MeanTests.welch(SampleMean.of(A), SampleMean.of(B), h))
                .orElseThrow();
        assertThat(equivalence.decisive()).isEqualTo(equivalence.belowHigh().test());
        assertThat(equivalence.decisive().pValue())
                .isGreaterThan(equivalence.aboveLow().test().pValue());
        boolean inside =
                equivalence.interval().low() > -1 && equivalence.interval().high() < 3;
        assertThat(equivalence.decisive().pValue() < 0.05).isEqualTo(inside);
    }

    @Test
    void adjustmentTakesOutWhatTheCovariateExplains() {
        SplittableRandom random = new SplittableRandom(4);
        int narrower = 0;
        int covered = 0;
        for (int run = 0; run < 400; run++) {
            double[][] arm = {new double[60], new double[60], new double[60], new double[60]};
            for (int i = 0; i < 60; i++) {
                arm[1][i] = random.nextGaussian();
                arm[3][i] = random.nextGaussian();
                arm[0][i] = 1 + 2 * arm[1][i] + random.nextGaussian();
                arm[2][i] = 2 * arm[3][i] + random.nextGaussian();
            }
            MeanTest plain = MeanTests.welch(SampleMean.of(arm[0]), SampleMean.of(arm[2]), PLAIN)
                    .orElseThrow();
            MeanTest adjusted = RegressionAdjustment.welch(arm[0], arm[1], arm[2], arm[3], PLAIN)
                    .orElseThrow();
            narrower += adjusted.standardError() < plain.standardError() ? 1 : 0;
            covered +=
                    adjusted.interval().low() <= 1 && 1 <= adjusted.interval().high() ? 1 : 0;
        }
        assertThat(narrower).isGreaterThanOrEqualTo(360);
        assertThat(covered).isBetween(364, 394);
    }

    @Test
    void ratioMetricsCountUnitsNotRequests() {
        double[] costs = {2, 6, 3, 9};
        double[] requests = {1, 2, 1, 4};
        SampleMean ratio = UnitRatio.of(costs, requests).orElseThrow();
        assertThat(ratio.mean()).isEqualTo(2.5);
        // Residuals y - 2.5 d: -0.5, 1, 0.5, -1; their variance 2.5/3, over the squared mean of d, 2.
        assertThat(ratio.variance()).isCloseTo(2.5 / 3 / 4, within(1e-14));
        double[] ones = {1, 1, 1, 1};
        assertThat(UnitRatio.of(costs, ones).orElseThrow().variance())
                .isCloseTo(SampleMean.of(costs).variance(), within(1e-12));
        assertNotEstimable(UnitRatio.of(new double[] {1}, new double[] {1}), "two units");
    }
}
