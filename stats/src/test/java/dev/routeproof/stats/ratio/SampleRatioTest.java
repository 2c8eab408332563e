package dev.routeproof.stats.ratio;

import static dev.routeproof.stats.Estimates.assertNotEstimable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.TestResult;
import org.junit.jupiter.api.Test;

/** Oracle: R 4.2 chisq.test. */
class SampleRatioTest {
    @Test
    void chiSquareMatchesTheReferenceWhateverTheWeightsAddUpTo() {
        TestResult test = SampleRatio.chiSquare(new long[] {520, 480, 30}, new double[] {0.5, 0.45, 0.05})
                .orElseThrow();
        assertThat(test.statistic()).isCloseTo(9.61165048543689338, within(1e-12));
        assertThat(test.pValue()).isCloseTo(0.00818194613607885, within(1e-13));
        TestResult scaled = SampleRatio.chiSquare(new long[] {520, 480, 30}, new double[] {10, 9, 1})
                .orElseThrow();
        assertThat(scaled.pValue()).isCloseTo(test.pValue(), within(1e-13));
    }

    @Test
    void anArmWithoutUnitsIsEvidenceAndNoUnitsAtAllAreNone() {
        assertThat(SampleRatio.chiSquare(new long[] {0, 20}, new double[] {0.5, 0.5})
                        .orElseThrow()
                        .pValue())
                .isLessThan(1e-4);
        assertNotEstimable(SampleRatio.chiSquare(new long[] {0, 0}, new double[] {0.5, 0.5}), "no units");
        assertNotEstimable(SampleRatio.chiSquare(new long[] {5}, new double[] {1}), "two arms");
        assertNotEstimable(SampleRatio.chiSquare(new long[] {5, 5}, new double[] {1, 0}), "no traffic");
    }
}
