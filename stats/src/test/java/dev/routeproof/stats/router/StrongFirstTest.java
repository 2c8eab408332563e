package dev.routeproof.stats.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The two models of RouteLLM's MMLU: both right 8,818, only the strong 2,497, only the weak 742, neither 1,985. */
class StrongFirstTest {
    private static final int N = 14_042;
    private static final double[] WEAK = new double[N];
    private static final double[] STRONG = new double[N];
    private static final double[] ONCE = new double[N];

    static {
        Arrays.fill(ONCE, 1);
        Arrays.fill(STRONG, 0, 8_818 + 2_497, 1);
        Arrays.fill(WEAK, 0, 8_818, 1);
        Arrays.fill(WEAK, 8_818 + 2_497, 8_818 + 2_497 + 742, 1);
    }

    @Test
    void drawingLotsRecoversHalfOfTheGap() {
        Recovery lots = StrongFirst.by(new double[N]).recovery(WEAK, STRONG, ONCE);
        assertThat(lots.apgr()).isCloseTo(0.5, within(1e-12));
        assertThat(lots.cpt(0.5)).isCloseTo(0.5, within(1e-12));
        assertThat(lots.cpt(0.8)).isCloseTo(0.8, within(1e-12));
    }

    /** In closed form: up by 2,497 of the gap of 1,755, level, and down again by 742. */
    @Test
    void aRouterThatKnowsRisesAboveTheStrongModel() {
        double[] need = new double[N];
        for (int i = 0; i < N; i++) {
            need[i] = STRONG[i] - WEAK[i];
        }
        Recovery best = StrongFirst.by(need).recovery(WEAK, STRONG, ONCE);
        double peak = 2_497.0 / 1_755;
        double up = 2_497.0 / N;
        double down = 742.0 / N;
        assertThat(best.apgr())
                .isCloseTo(up * peak / 2 + (1 - up - down) * peak + down * (peak + 1) / 2, within(1e-12));
        assertThat(best.cpt(1)).isCloseTo(1_755.0 / N, within(1e-12));
        assertThat(best.cpt(0.5)).isCloseTo(1_755.0 / 2 / N, within(1e-12));
    }

    @Test
    void theWrongOrderLosesBeforeItRecovers() {
        double[] need = new double[N];
        for (int i = 0; i < N; i++) {
            need[i] = WEAK[i] - STRONG[i];
        }
        Recovery worst = StrongFirst.by(need).recovery(WEAK, STRONG, ONCE);
        assertThat(worst.apgr()).isNegative();
        assertThat(worst.cpt(0.5)).isCloseTo(1 - 1_755.0 / 2 / N, within(1e-12));
    }

    /** Of what falls and rises again the first crossing counts: that is the non-decreasing envelope. */
    @Test
    void cptIsTakenWhereTheCurveFirstReachesIt() {
        double[] weak = {0, 0, 1, 0};
        double[] strong = {1, 1, 0, 1};
        Recovery recovery = StrongFirst.by(new double[] {4, 3, 2, 1}).recovery(weak, strong, new double[] {1, 1, 1, 1});
        assertThat(recovery.cpt(0.8)).isCloseTo(0.4, within(1e-12));
        assertThat(recovery.cpt(1)).isCloseTo(0.5, within(1e-12));
    }

    /** Brute force over copies: a prompt that counts three times is three prompts that are rated alike. */
    @Test
    void weightsAreCopies() {
        SplittableRandom random = new SplittableRandom(3);
        int n = 40;
        double[] need = random.ints(n, 0, 6).asDoubleStream().toArray();
        double[] weak = random.ints(n, 0, 2).asDoubleStream().toArray();
        double[] strong = random.doubles(n, 0.4, 1).toArray();
        double[] weights = random.ints(n, 0, 4).asDoubleStream().toArray();
        Recovery weighted = StrongFirst.by(need).recovery(weak, strong, weights);
        int all = (int) Arrays.stream(weights).sum();
        double[][] copies = new double[3][all];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < weights[i]; c++) {
                copies[0][at] = need[i];
                copies[1][at] = weak[i];
                copies[2][at++] = strong[i];
            }
        }
        double[] once = new double[all];
        Arrays.fill(once, 1);
        Recovery plain = StrongFirst.by(copies[0]).recovery(copies[1], copies[2], once);
        assertThat(weighted.apgr()).isCloseTo(plain.apgr(), within(1e-12));
        assertThat(weighted.cpt(0.5)).isCloseTo(plain.cpt(0.5), within(1e-12));
    }

    @Test
    void withoutAGapThereIsNothingToRecover() {
        Recovery none = StrongFirst.by(new double[] {1, 2})
                .recovery(new double[] {1, 1}, new double[] {1, 0}, new double[] {1, 1});
        assertThat(none.defined()).isFalse();
        assertThat(none.apgr()).isNaN();
        assertThat(none.cpt(0.5)).isNaN();
    }
}
