package dev.routeproof.stats.rank;

import static dev.routeproof.stats.Estimates.assertEnds;
import static dev.routeproof.stats.Estimates.assertNotEstimable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.distribution.Normal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Oracles: R 4.2 wilcox.test, counting by hand, and A/A runs on tied scores. */
class RankTestsTest {
    private static final double[] A = {3.1, 4.7, 2.2, 5.9, 4.4, 3.8, 6.1};
    private static final double[] B = {2.9, 3.0, 1.8, 4.1, 2.6};
    private static final double[] X = {1, 2, 2, 3, 3, 3, 5};
    private static final double[] Y = {2, 3, 4, 4, 5, 6};

    @Test
    void exactTestMatchesTheReference() {
        TestResult test = MannWhitney.exact(A, B, Alternative.TWO_SIDED).orElseThrow();
        assertThat(test.statistic()).isEqualTo(29);
        assertThat(test.pValue()).isCloseTo(0.0732323232323232, within(1e-14));
    }

    @Test
    void asymptoticTestCorrectsForTiesAndContinuity() {
        TestResult test =
                MannWhitney.asymptotic(X, Y, Alternative.TWO_SIDED, true).orElseThrow();
        assertThat(test.statistic()).isEqualTo(10);
        assertThat(test.pValue()).isCloseTo(0.125006218529338, within(1e-13));
        assertThat(MannWhitney.asymptotic(X, Y, Alternative.LESS, true)
                        .orElseThrow()
                        .pValue())
                .isCloseTo(0.062503109264669, within(1e-13));
        assertThat(MannWhitney.asymptotic(X, Y, Alternative.GREATER, true)
                        .orElseThrow()
                        .pValue())
                .isCloseTo(0.953540753866839, within(1e-13));
    }

    @Test
    void tiesForbidTheExactDistribution() {
        assertNotEstimable(MannWhitney.exact(X, Y, Alternative.LESS), "tie");
        assertNotEstimable(MannWhitney.exact(new double[0], Y, Alternative.LESS), "empty");
        double[] same = {4, 4, 4};
        assertNotEstimable(MannWhitney.asymptotic(same, same, Alternative.LESS, true), "all values are equal");
        assertThat(MannWhitney.test(X, Y, Alternative.LESS))
                .isEqualTo(MannWhitney.asymptotic(X, Y, Alternative.LESS, true));
        assertThat(MannWhitney.test(A, B, Alternative.LESS)).isEqualTo(MannWhitney.exact(A, B, Alternative.LESS));
    }

    @Test
    void smallDistributionsAreCountedByHand() {
        RankSumDistribution two = RankSumDistribution.of(2, 2);
        assertThat(two.atMost(0)).isCloseTo(1 / 6d, within(1e-15));
        assertThat(two.atMost(2)).isCloseTo(4 / 6d, within(1e-15));
        assertThat(two.atLeast(4)).isCloseTo(1 / 6d, within(1e-15));
        assertThat(two.atMost(9)).isEqualTo(1);
    }

    @Test
    void shiftIsTheMedianDifferenceWithItsExactInterval() {
        assertThat(LocationShift.exact(A, B, 0.95).orElseThrow().value()).isCloseTo(1.5, within(1e-12));
        assertEnds(LocationShift.exact(A, B, 0.95), -0.3, 3.1, 1e-12);
        assertThat(LocationShift.asymptotic(A, B, 0.95).orElseThrow().value()).isCloseTo(1.5, within(0.2));
        assertNotEstimable(LocationShift.asymptotic(new double[] {1}, new double[] {1}, 0.95), "do not vary");
    }

    @Test
    void signedRanksKeepZerosInTheRanking() {
        // |d| ranked with zeros: 0, 0 | 1, 1 | 2 → ranks 1.5, 1.5, 3.5, 3.5, 5; positive: 3.5 + 5.
        double[] d = {0, 1, -1, 2, 0};
        TestResult test = SignedRank.asymptotic(d, Alternative.TWO_SIDED, false).orElseThrow();
        assertThat(test.statistic()).isEqualTo(8.5);
        double mean = (30 - 6) / 4d;
        double variance = (5 * 6 * 11 - 2 * 3 * 5 - 0.5 * 6) / 24d;
        double z = (8.5 - mean) / Math.sqrt(variance);
        assertThat(test.pValue()).isCloseTo(2 * Normal.survival(z), within(1e-14));
        assertNotEstimable(SignedRank.asymptotic(new double[] {0, 0}, Alternative.LESS, true), "equal");
    }

    @Test
    void signedRanksHoldTheirLevelOnPassFailScores() {
        SplittableRandom random = new SplittableRandom(8);
        int alarms = 0;
        int found = 0;
        for (int run = 0; run < 2000; run++) {
            double[] none = new double[100];
            double[] better = new double[100];
            for (int i = 0; i < 100; i++) {
                double u = random.nextDouble();
                none[i] = u < 0.1 ? 1 : u < 0.2 ? -1 : 0;
                better[i] = u < 0.2 ? 1 : u < 0.22 ? -1 : 0;
            }
            alarms += SignedRank.asymptotic(none, Alternative.TWO_SIDED, false)
                                    .orElseThrow()
                                    .pValue()
                            < 0.05
                    ? 1
                    : 0;
            found += SignedRank.asymptotic(better, Alternative.TWO_SIDED, false)
                                    .orElseThrow()
                                    .pValue()
                            < 0.05
                    ? 1
                    : 0;
        }
        assertThat(alarms).isBetween(60, 130);
        assertThat(found).isGreaterThan(1900);
    }
}
