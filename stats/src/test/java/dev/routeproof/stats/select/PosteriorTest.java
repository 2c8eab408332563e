package dev.routeproof.stats.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.distribution.Binomial;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PosteriorTest {
    /** Exact: the coverage is summed up over every number of right items. */
    @ParameterizedTest
    @CsvSource({"10, 0.9", "30, 0.5", "30, 0.95", "100, 0.98", "200, 0.7"})
    void theQualityOfModelsThatAgreeOnEveryItemIsCovered(int items, double truth) {
        double covered = 0;
        for (int right = 0; right <= items; right++) {
            Estimate quality = allAlike(items, right).quality(0, 0.95);
            if (quality.low() <= truth && truth <= quality.high()) {
                covered += Binomial.mass(right, items, truth);
            }
        }
        assertThat(covered).isGreaterThan(0.93);
    }

    private static Posterior allAlike(int items, int right) {
        double[][] scores = new double[items][3];
        for (int i = 0; i < right; i++) {
            Arrays.fill(scores[i], 1);
        }
        Contrasts contrasts =
                Contrasts.of(scores, IntStream.range(0, items).toArray()).orElseThrow();
        return Posterior.of(contrasts, new double[] {0, 1, 2}, 7);
    }
}
