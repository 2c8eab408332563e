package dev.routeproof.stats.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LabelShiftTest {
    @Test
    void twoClassesFollowTheClosedForm() {
        // (given share − false alarms) / (hits − false alarms), Rogan and Gladen 1978
        long[][] confusion = {{90, 10}, {20, 80}};
        double[] shares = LabelShift.blackBox(confusion, new long[] {410, 590}).orElseThrow();
        assertThat(shares[0]).isEqualTo((0.41 - 0.2) / (0.9 - 0.2), within(1e-12));
        assertThat(shares[0] + shares[1]).isEqualTo(1, within(1e-12));
    }

    @Test
    void aPerfectClassifierIsTakenAtItsWord() {
        long[][] confusion = {{5, 0, 0}, {0, 7, 0}, {0, 0, 3}};
        assertThat(LabelShift.blackBox(confusion, new long[] {20, 50, 30}).orElseThrow())
                .containsExactly(new double[] {0.2, 0.5, 0.3}, within(1e-12));
    }

    @Test
    void howTheLabelledSetIsMixedDoesNotMatter() {
        double[] one = LabelShift.blackBox(new long[][] {{90, 10}, {20, 80}}, new long[] {55, 45})
                .orElseThrow();
        double[] other = LabelShift.blackBox(new long[][] {{9, 1}, {200, 800}}, new long[] {55, 45})
                .orElseThrow();
        assertThat(one).containsExactly(other, within(1e-12));
    }

    @Test
    void impossibleSharesAreCutAtNothing() {
        assertThat(LabelShift.blackBox(new long[][] {{90, 10}, {20, 80}}, new long[] {5, 95})
                        .orElseThrow())
                .containsExactly(0.0, 1.0);
    }

    @Test
    void aClassifierThatCannotTellIsRefused() {
        assertThat(LabelShift.blackBox(new long[][] {{50, 50}, {50, 50}}, new long[] {5, 95}))
                .isInstanceOf(Result.NotEstimable.class);
        assertThat(LabelShift.blackBox(new long[][] {{50, 50}, {0, 0}}, new long[] {5, 95}))
                .isEqualTo(Result.notEstimable("A class has no labelled observation."));
        assertThat(LabelShift.blackBox(new long[][] {{1, 0}, {0, 1}}, new long[] {0, 0}))
                .isInstanceOf(Result.NotEstimable.class);
    }

    @Test
    void certainProbabilitiesAreCounted() {
        var certain = List.of(new double[] {1, 0}, new double[] {0, 1}, new double[] {0, 1}, new double[] {0, 1});
        assertThat(LabelShift.expectationMaximisation(new double[] {0.5, 0.5}, certain)
                        .orElseThrow())
                .containsExactly(new double[] {0.25, 0.75}, within(1e-12));
    }

    @Test
    void probabilitiesThatSayNothingMoveNothing() {
        var prior = new double[] {0.3, 0.7};
        assertThat(LabelShift.expectationMaximisation(prior, List.of(prior, prior))
                        .orElseThrow())
                .containsExactly(prior, within(1e-12));
    }

    @Test
    void theSharesHaveTheMostLikelihood() {
        var random = new SplittableRandom(8);
        var scores = new ArrayList<double[]>();
        for (int i = 0; i < 400; i++) {
            double share = random.nextDouble();
            scores.add(new double[] {share, 1 - share});
        }
        double[] prior = {0.4, 0.6};
        double found = LabelShift.expectationMaximisation(prior, scores).orElseThrow()[0];
        double best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < 10_000; i++) {
            double tried = i / 10_000.0;
            double sum = 0;
            for (double[] one : scores) {
                sum += Math.log(one[0] * tried / prior[0] + one[1] * (1 - tried) / prior[1]);
            }
            if (sum > most) {
                most = sum;
                best = tried;
            }
        }
        assertThat(found).isEqualTo(best, within(2e-4));
    }

    @Test
    void bothFindSharesThatHaveMoved() {
        var random = new SplittableRandom(5);
        double[] prior = {0.5, 0.3, 0.2};
        double[] now = {0.2, 0.3, 0.5};
        long[][] confusion = new long[3][3];
        long[] given = new long[3];
        var scores = new ArrayList<double[]>();
        for (int i = 0; i < 20_000; i++) {
            double[] labelled = posterior(random, drawn(random, prior), prior);
            // the truth of a labelled observation follows its own calibrated probabilities
            confusion[drawn(random, labelled)][top(labelled)]++;
            double[] seen = posterior(random, drawn(random, now), prior);
            scores.add(seen);
            given[top(seen)]++;
        }
        assertThat(LabelShift.expectationMaximisation(prior, scores).orElseThrow())
                .containsExactly(now, within(0.02));
        assertThat(LabelShift.blackBox(confusion, given).orElseThrow()).containsExactly(now, within(0.03));
    }

    /** What one noisy signal says of its class: it points to the true one in 70 % of cases, else to any. */
    private static double[] posterior(SplittableRandom random, int truth, double[] prior) {
        int signal = random.nextDouble() < 0.7 ? truth : random.nextInt(3);
        double[] shares = new double[3];
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            shares[i] = prior[i] * (i == signal ? 0.8 : 0.1);
            sum += shares[i];
        }
        for (int i = 0; i < 3; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    private static int drawn(SplittableRandom random, double[] shares) {
        double u = random.nextDouble();
        return u < shares[0] ? 0 : u < shares[0] + shares[1] ? 1 : 2;
    }

    private static int top(double[] shares) {
        return shares[0] >= shares[1] && shares[0] >= shares[2] ? 0 : shares[1] >= shares[2] ? 1 : 2;
    }
}
