package dev.routeproof.stats.reference;

import static dev.routeproof.stats.Estimates.assertEnds;
import static dev.routeproof.stats.Estimates.assertNotEstimable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Counts;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Oracle: the published reference values of Howard et al.'s own implementation; mathematical identities. */
class ReferenceSequencesTest {
    @Test
    void mixturesMatchTheReference() {
        double two = MixtureBoundary.twoSidedRho(100, 0.05);
        double one = MixtureBoundary.oneSidedRho(100, 0.05);
        assertThat(two).isCloseTo(12.60056, within(1e-5));
        assertMixture(new MixtureBoundary.NormalTwoSided(two), -0.6510052, 30.35209);
        assertMixture(new MixtureBoundary.NormalOneSided(one), -0.06502391, 27.66071);
        assertMixture(new MixtureBoundary.GammaExponential(one, 2), -0.2490165, 33.02017);
        assertMixture(new MixtureBoundary.GammaPoisson(one, 2), -0.06991219, 30.1949);
        assertMixture(MixtureBoundary.BetaBinomial.tuned(100, 0.05, 0.2, 0.8, false), -0.6941012, 31.4308);
        assertMixture(MixtureBoundary.BetaBinomial.tuned(100, 0.05, 0.2, 0.8, true), -0.07134019, 28.41238);
    }

    private static void assertMixture(MixtureBoundary mixture, double log, double bound) {
        assertThat(mixture.logMixture(10, 100)).isCloseTo(log, within(1e-5));
        assertThat(mixture.bound(100, 0.05)).isCloseTo(bound, within(1e-5));
        assertThat(mixture.bound(100, 0.01)).isGreaterThan(bound);
    }

    @Test
    void stitchedBoundsMatchTheReference() {
        assertThat(StitchedBoundary.polynomial(100, 0.05, 10, 3, 1.4, 2)).isCloseTo(64.48755, within(1e-5));
        assertThat(StitchedBoundary.polynomial(100, 0.05, 10, -1, 1.4, 2)).isCloseTo(28.99389, within(1e-5));
        assertThat(StitchedBoundary.doubly(0.5, 1000, 0.05, 100, 0.5, 1.4, 2)).isCloseTo(68.62803, within(1e-5));
        assertThat(StitchedBoundary.doubly(0.1, 1000, 0.05, 100, 0.5, 1.4, 2)).isCloseTo(59.96521, within(1e-5));
        assertThat(StitchedBoundary.empiricalProcess(1000, 0.05, 100, 0.85)).isCloseTo(0.08204769, within(1e-6));
        assertThat(StitchedBoundary.empiricalProcess(99, 0.05, 100, 0.85)).isInfinite();
        assertThat(StitchedBoundary.zeta(2)).isCloseTo(Math.PI * Math.PI / 6, within(1e-12));
    }

    @Test
    void rateSequencesMatchTheReference() {
        assertEnds(RateSequence.betaBinomial(new Counts(700, 1000), 0.05, 100, 0.05), 0.651629, 0.745949, 1e-5);
        assertEnds(RateSequence.betaBinomial(new Counts(1, 50), 0.05, 50, 0.05), 0, 0.13489, 1e-5);
        assertEnds(RateSequence.betaBinomial(new Counts(1, 1), 0.05, 50, 0.05), 0, 1, 1e-5);
        assertNotEstimable(RateSequence.betaBinomial(new Counts(0, 0), 0.05, 50, 0.05), "no trials");
    }

    @Test
    void quantileTestMatchesTheReference() {
        double[] a = IntStream.rangeClosed(1, 1000).asDoubleStream().toArray();
        assertThat(pValue(0.5, a, 70)).isCloseTo(0.814704, within(1e-5));
        assertThat(pValue(0.5, a, 100)).isCloseTo(0.0054947, within(1e-6));
        assertThat(pValue(0.9, a, 55)).isCloseTo(0.0340463, within(1e-5));
        assertNotEstimable(new QuantileSequentialTest(0.5, 100, 0.05).pValue(a, new double[0]), "no values");
    }

    private static double pValue(double quantile, double[] a, int offset) {
        double[] b = IntStream.rangeClosed(1 + offset, 1000 + offset)
                .asDoubleStream()
                .toArray();
        return new QuantileSequentialTest(quantile, 100, 0.05).pValue(a, b).orElseThrow();
    }

    @Test
    void asymptoticIntervalAndPValueAgreeAtTheEdge() {
        AsymptoticSequence sequence = new AsymptoticSequence(0.3, 0.1, 400, AsymptoticSequence.twoSidedRho(0.05, 500));
        double p = sequence.test().orElseThrow().pValue();
        assertThat(sequence.interval(p, Alternative.TWO_SIDED).orElseThrow().low())
                .isCloseTo(0, within(1e-9));
        AsymptoticSequence flat = new AsymptoticSequence(0.3, 0, 400, 0.1);
        assertNotEstimable(flat.test(), "do not vary");
        assertNotEstimable(flat.interval(0.05, Alternative.LESS), "do not vary");
        assertNotEstimable(flat.oneSidedTest(Alternative.LESS), "do not vary");
    }
}
