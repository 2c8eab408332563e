package dev.routeproof.stats.quantile;

import static dev.routeproof.stats.Estimates.assertNotEstimable;
import static dev.routeproof.stats.Estimates.width;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.stats.Estimate;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Oracle: A/A runs on sticky, heavy-tailed users, where request-level intervals alarm in 38-71 % of runs. */
class ClusteredQuantileTest {
    private record Arm(double[] values, int[] units) {}

    /** Log-normal latencies: a user's own level, and a Pareto number of requests each. */
    private static Arm arm(int users, SplittableRandom random) {
        double[] values = new double[users * 300];
        int[] units = new int[users * 300];
        int n = 0;
        for (int user = 0; user < users; user++) {
            int requests = (int) Math.min(300, 1 + 5 * (Math.pow(random.nextDouble(), -1 / 1.5) - 1));
            double level = 0.6 * random.nextGaussian();
            for (int i = 0; i < requests; i++) {
                values[n] = Math.exp(level + 0.5 * random.nextGaussian());
                units[n++] = user;
            }
        }
        return new Arm(Arrays.copyOf(values, n), Arrays.copyOf(units, n));
    }

    @Test
    void stickyUsersRaiseNoFalseAlarm() {
        SplittableRandom random = new SplittableRandom(17);
        int runs = 300;
        double[] quantiles = {0.5, 0.95, 0.99};
        int[] alarms = new int[3];
        int naive = 0;
        for (int run = 0; run < runs; run++) {
            Arm a = arm(400, random);
            Arm b = arm(400, random);
            for (int q = 0; q < 3; q++) {
                Estimate d = ClusteredQuantile.difference(a.values, a.units, b.values, b.units, quantiles[q], 0.95)
                        .orElseThrow();
                alarms[q] += d.low() > 0 || d.high() < 0 ? 1 : 0;
            }
            int[] everyRequestItsOwn = new int[a.values.length];
            Arrays.setAll(everyRequestItsOwn, i -> i);
            int[] other = new int[b.values.length];
            Arrays.setAll(other, i -> i);
            Estimate d = ClusteredQuantile.difference(a.values, everyRequestItsOwn, b.values, other, 0.5, 0.95)
                    .orElseThrow();
            naive += d.low() > 0 || d.high() < 0 ? 1 : 0;
        }
        // The 99 % bound of 300 runs at 5 %.
        for (int q = 0; q < 3; q++) {
            assertThat(alarms[q] / (double) runs).as("quantile " + quantiles[q]).isLessThanOrEqualTo(0.083);
        }
        assertThat(naive / (double) runs).isGreaterThan(0.4);
    }

    @Test
    void moreUsersNarrowTheInterval() {
        SplittableRandom random = new SplittableRandom(3);
        Arm few = arm(100, random);
        Arm many = arm(3000, random);
        assertThat(width(ClusteredQuantile.interval(many.values, many.units, 0.5, 0.95)))
                .isLessThan(width(ClusteredQuantile.interval(few.values, few.units, 0.5, 0.95)));
        assertThat(width(ClusteredQuantile.interval(few.values, few.units, 0.5, 0.99)))
                .isGreaterThan(width(ClusteredQuantile.interval(few.values, few.units, 0.5, 0.9)));
    }

    @Test
    void farQuantilesNeedManyUnits() {
        assertThat(ClusteredQuantile.unitsNeeded(0.99)).isEqualTo(400);
        assertThat(ClusteredQuantile.unitsNeeded(0.95)).isEqualTo(80);
        assertThat(ClusteredQuantile.unitsNeeded(0.5)).isEqualTo(20);
        Arm arm = arm(399, new SplittableRandom(1));
        assertNotEstimable(ClusteredQuantile.interval(arm.values, arm.units, 0.99, 0.95), "needs 400 units");
        assertNotEstimable(ClusteredQuantile.interval(new double[0], new int[0], 0.5, 0.95), "there are 0");
        int[] units = new int[30];
        Arrays.setAll(units, i -> i);
        assertNotEstimable(ClusteredQuantile.interval(new double[30], units, 0.5, 0.95), "do not vary");
    }
}
