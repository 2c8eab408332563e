package dev.routeproof.stats.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CostHullTest {
    @Test
    void leavesOutWhatAMixOfOthersBeats() {
        CostHull hull = CostHull.of(new double[] {1, 2, 4, 5}, new double[] {0.4, 0.5, 0.8, 0.7});
        assertThat(hull.corners())
                .containsExactly(new CostHull.Corner(0, 0), new CostHull.Corner(1, 0.4), new CostHull.Corner(4, 0.8));
        assertThat(hull.at(2.5)).isCloseTo(0.6, within(1e-12));
        assertThat(hull.at(100)).isEqualTo(0.8);
        assertThat(hull.at(0.5)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void beginsAtTheBestFreePoint() {
        CostHull hull = CostHull.of(new double[] {0, 0, 1}, new double[] {0.3, 0.6, 0.5});
        assertThat(hull.corners()).containsExactly(new CostHull.Corner(0, 0.6));
        assertThat(hull.aiq(0, 1)).isEqualTo(0.6);
    }

    /** Two trapezoids: (0.4 + 0.8)/2 over 3 and 0.8 over 1, by 4. */
    @Test
    void aiqIsTheMeanHeight() {
        CostHull hull = CostHull.of(new double[] {1, 4}, new double[] {0.4, 0.8});
        assertThat(hull.aiq(1, 5)).isCloseTo((1.8 + 0.8) / 4, within(1e-12));
        assertThat(hull.aiq(2.5, 2.5)).isCloseTo(0.6, within(1e-12));
        assertThat(hull.aiq(6, 9)).isCloseTo(0.8, within(1e-12));
    }

    /** Brute force: the highest point of any straight line between two points, the origin among them, or of a point below. */
    @Test
    void isTheBestOfAllMixesOfTwo() {
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 200; trial++) {
            double[] costs = random.doubles(6, 0, 10).toArray();
            double[] qualities = random.doubles(6).toArray();
            CostHull hull = CostHull.of(costs, qualities);
            for (double cost = 0; cost <= 12; cost += 0.37) {
                assertThat(hull.at(cost)).isCloseTo(best(costs, qualities, cost), within(1e-9));
            }
            int steps = 16_000;
            double sum = 0;
            for (int i = 0; i < steps; i++) {
                sum += hull.at(1 + 8 * (i + 0.5) / steps);
            }
            assertThat(hull.aiq(1, 9)).isCloseTo(sum / steps, within(1e-6));
        }
    }

    private static double best(double[] costs, double[] qualities, double cost) {
        double[] x = Arrays.copyOf(costs, costs.length + 1);
        double[] y = Arrays.copyOf(qualities, qualities.length + 1);
        double best = 0;
        for (int a = 0; a < x.length; a++) {
            if (x[a] <= cost) {
                best = Math.max(best, y[a]);
                for (int b = 0; b < x.length; b++) {
                    if (x[b] > cost) {
                        best = Math.max(best, y[a] + (y[b] - y[a]) * (cost - x[a]) / (x[b] - x[a]));
                    }
                }
            }
        }
        return best;
    }
}
