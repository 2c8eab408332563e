package dev.routeproof.stats.paired;

import static dev.routeproof.stats.Estimates.assertNotEstimable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.PairedCounts;
import dev.routeproof.stats.TestResult;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Oracles: R mcnemar.test, binomial sums by hand, published figures of the RouteLLM MMLU outcomes. */
class McNemarTest {
    @Test
    void exactIsTwiceTheSmallerBinomialTail() {
        TestResult result = McNemar.exact(new PairedCounts(9, 1, 4, 2)).orElseThrow();
        assertThat(result.statistic()).isEqualTo(1);
        assertThat(result.pValue()).isCloseTo(2 * (1 + 5) / 32d, within(1e-14));
    }

    @Test
    void midPTakesHalfOfWhatWasSeen() {
        TestResult result = McNemar.midP(new PairedCounts(9, 1, 4, 2)).orElseThrow();
        assertThat(result.pValue()).isCloseTo(2 * (1 + 2.5) / 32d, within(1e-14));
        assertThat(McNemar.midP(new PairedCounts(0, 3, 3, 0)).orElseThrow().pValue())
                .isEqualTo(1);
    }

    @Test
    void chiSquareMatchesFourteenThousandRealPairs() {
        PairedCounts mmlu = new PairedCounts(8818, 2497, 742, 1985);
        assertThat(McNemar.chiSquare(mmlu).orElseThrow().statistic()).isCloseTo(950.9185, within(5e-5));
        assertThat(McNemar.chiSquareCorrected(mmlu).orElseThrow().statistic()).isCloseTo(949.8351, within(5e-5));
        assertThat(mmlu.difference()).isCloseTo(0.124982, within(5e-7));
    }

    @Test
    void chiSquarePValuesMatchTheReference() {
        assertThat(McNemar.chiSquareCorrected(new PairedCounts(101, 70, 59, 33))
                        .orElseThrow()
                        .pValue())
                .isCloseTo(0.3786151, Percentage.withPercentage(1e-4));
        assertThat(McNemar.chiSquare(new PairedCounts(101, 121, 59, 33))
                        .orElseThrow()
                        .pValue())
                .isCloseTo(3.815136e-06, Percentage.withPercentage(1e-4));
    }

    @Test
    void concordantPairsCarryNoInformation() {
        assertThat(McNemar.midP(new PairedCounts(0, 5, 12, 0)))
                .isEqualTo(McNemar.midP(new PairedCounts(900, 5, 12, 80)));
    }

    @Test
    void withoutDisagreementThereIsNothingToTest() {
        assertNotEstimable(McNemar.exact(new PairedCounts(40, 0, 0, 2)), "agree on all 42");
        assertNotEstimable(McNemar.midP(new PairedCounts(0, 0, 0, 0)), "no pairs");
        assertNotEstimable(McNemar.chiSquare(new PairedCounts(1, 0, 0, 0)), "agree");
        assertNotEstimable(McNemar.chiSquareCorrected(new PairedCounts(1, 0, 0, 0)), "agree");
    }
}
