package dev.routeproof.stats.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * 23 models whose price rises with quality, on prompts of shared difficulty: the cheapest model that is within the margin
 * with 90 % posterior probability really is within it, the published winner is unbiased, and the tied set holds the best.
 * Limits allow for the Monte-Carlo error of this many fields at 99 %.
 */
class SelectionSimulationTest {
    private static final int MODELS = 23;
    private static final int FIELDS = Integer.getInteger("selection.fields", 150);

    @ParameterizedTest
    @CsvSource({
        "0.02, 200, 0.02", "0.02, 200, 0.05", "0.02, 1000, 0.02", "0.02, 1000, 0.05",
        "0.05, 200, 0.02", "0.05, 200, 0.05", "0.05, 1000, 0.02", "0.05, 1000, 0.05"
    })
    void theCheapestWithinTheMarginReallyIs(double spread, int prompts, double margin) {
        SplittableRandom random = new SplittableRandom(20261122);
        int picked = 0;
        int exceeded = 0;
        int tiedHoldsBest = 0;
        double bias = 0;
        double biasSquares = 0;
        double naiveBias = 0;
        double saving = 0;
        double loss = 0;
        for (int field = 0; field < FIELDS; field++) {
            Field models = Field.draw(MODELS, spread, random);
            double[][] scores = models.answer(prompts, random);
            Contrasts contrasts =
                    Contrasts.of(scores, IntStream.range(0, prompts).toArray()).orElseThrow();
            Posterior posterior = Posterior.of(contrasts, models.logPrices(), random.nextLong());
            int winner = posterior.best();
            double off = posterior.expected(winner) - models.quality(winner);
            bias += off;
            biasSquares += off * off;
            int naive = models.observedBest(contrasts);
            naiveBias += contrasts.grandMean() + contrasts.deviation(naive) - models.quality(naive);
            int best = models.best();
            tiedHoldsBest += IntStream.of(TiedSet.of(contrasts, 0.05)).anyMatch(i -> i == best) ? 1 : 0;
            int pick = models.cheapest(j -> posterior.withinOfBest(j, margin) >= 0.9);
            if (pick >= 0) {
                picked++;
                double lost = models.quality(best) - models.quality(pick);
                loss += lost;
                exceeded += lost > margin + 1e-9 ? 1 : 0;
                saving += 1 - Math.exp(models.logPrices()[pick] - models.logPrices()[best]);
            }
        }
        System.out.printf(
                "spread %.2f, %d prompts, margin %.2f: picks %.2f, beyond the margin %.3f, mean loss %.2f points,"
                        + " saving against the best %.2f; bias of the winner %+.2f points (naive %+.2f), tied set holds the best %.3f%n",
                spread,
                prompts,
                margin,
                picked / (double) FIELDS,
                exceeded / (double) Math.max(1, picked),
                100 * loss / Math.max(1, picked),
                saving / Math.max(1, picked),
                100 * bias / FIELDS,
                100 * naiveBias / FIELDS,
                tiedHoldsBest / (double) FIELDS);
        double error = Math.sqrt(biasSquares / FIELDS - bias * bias / FIELDS / FIELDS) / Math.sqrt(FIELDS);
        assertThat(Math.abs(bias / FIELDS)).isLessThanOrEqualTo(0.005 + 2.58 * error);
        assertThat(exceeded).isLessThanOrEqualTo((int) Math.ceil(0.1 * picked + 2.58 * Math.sqrt(0.09 * picked)));
        assertThat(tiedHoldsBest / (double) FIELDS).isGreaterThanOrEqualTo(0.95 - 2.58 * Math.sqrt(0.0475 / FIELDS));
    }
}
