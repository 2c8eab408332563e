package dev.routeproof.harness.breakdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Dislike among raters where it is known why they rate. */
class RatersTest {
    private static final int BUCKETS = 64;
    private static final int REQUESTS = 4_000;

    /** Everybody dislikes with probability 0.3; {@code silenced} of the candidate's dislike is not said. */
    private static List<Cells.Row> rows(int epoch, double rated, double silenced, SplittableRandom random) {
        var rows = new ArrayList<Cells.Row>();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            for (boolean candidate : new boolean[] {true, false}) {
                long answers = 0;
                long disliked = 0;
                for (int i = 0; i < REQUESTS; i++) {
                    boolean bad = random.nextDouble() < 0.3;
                    if (random.nextDouble() < (candidate && bad ? rated * (1 - silenced) : rated)) {
                        answers++;
                        disliked += bad ? 1 : 0;
                    }
                }
                rows.add(new Cells.Row("all", epoch, candidate, bucket, REQUESTS, 0, 0, answers, disliked, disliked));
            }
        }
        return rows;
    }

    private static Raters of(double silenced) {
        var random = new SplittableRandom(6);
        return Raters.of(Map.of(1, rows(1, 0.05, silenced, random), 2, rows(2, 0.10, silenced, random)))
                .orElseThrow();
    }

    @Test
    void alikeArmsHaveNarrowBoundsAroundNothing() {
        Raters raters = of(0);
        assertThat(raters.baselineDisliked()).isCloseTo(0.3, within(0.02));
        assertThat(raters.low()).isNegative();
        assertThat(raters.high()).isPositive();
        assertThat(raters.greatest() - raters.least()).isLessThan(0.03);
    }

    /** Its raters look happier, and the bounds still hold no difference. */
    @Test
    void silenceIsNoImprovement() {
        Raters raters = of(0.5);
        assertThat(raters.candidateDisliked() - raters.baselineDisliked()).isLessThan(-0.08);
        assertThat(raters.candidateRated()).isLessThan(raters.baselineRated());
        assertThat(raters.least()).isNegative();
        assertThat(raters.greatest()).isCloseTo(0, within(0.02));
        assertThat(raters.high()).isPositive();
    }

    @Test
    void nobodyRatedIsNotEstimable() {
        var silent = List.of(
                new Cells.Row("all", 1, true, 0, 10, 0, 0, 0, 0, 0),
                new Cells.Row("all", 1, false, 0, 10, 0, 0, 3, 1, 1));
        assertThat(Raters.of(Map.of(1, silent))).isInstanceOf(Result.NotEstimable.class);
    }
}
