package dev.routeproof.stats.simulate;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.quantile.ClusteredQuantile;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/** S7: an A/A on latency quantiles with 400 sticky users an arm, heavy-tailed in requests; one look. */
final class LatencyCells {
    private static final double ALPHA = 0.05;
    private static final int USERS = 400;
    private static final double BETWEEN_USERS = 0.6;
    private static final double WITHIN_USER = 0.5;

    private LatencyCells() {}

    static List<Cell> cells() {
        return DoubleStream.of(0.5, 0.95, 0.99).mapToObj(LatencyCells::cell).toList();
    }

    private static Cell cell(double q) {
        return new Cell(
                "S7",
                "p" + Math.round(100 * q) + " of latency, 400 sticky users an arm",
                Double.NaN,
                0.5,
                0,
                1,
                random -> run(random, q),
                List.of(
                        Figure.atMost("false_alarm", "interval by users", ALPHA),
                        Figure.usual("false_alarm", "interval by requests")));
    }

    private static double[] run(RandomGenerator random, double q) {
        Arm first = Arm.draw(random);
        Arm second = Arm.draw(random);
        return new double[] {
            excludesZero(first, first.users, second, second.users, q),
            excludesZero(first, first.requests, second, second.requests, q)
        };
    }

    private static double excludesZero(Arm first, int[] firstUnits, Arm second, int[] secondUnits, double q) {
        Result<Estimate> difference =
                ClusteredQuantile.difference(first.latencies, firstUnits, second.latencies, secondUnits, q, 1 - ALPHA);
        return Stopped.flag(difference instanceof Result.Value<Estimate>(Estimate e) && (e.low() > 0 || e.high() < 0));
    }

    /** Latencies of one arm, the user of each, and its own number: requests taken for users. */
    private static final class Arm {
        private final double[] latencies;
        private final int[] users;
        private final int[] requests;

        private Arm(double[] latencies, int[] users) {
            this.latencies = latencies;
            this.users = users;
            requests = new int[users.length];
            Arrays.setAll(requests, i -> i);
        }

        static Arm draw(RandomGenerator random) {
            double[] latencies = new double[USERS * 64];
            int[] users = new int[latencies.length];
            int count = 0;
            for (int user = 0; user < USERS; user++) {
                double typical = BETWEEN_USERS * random.nextGaussian();
                int requests = Draws.heavyTailed(random, 10);
                if (count + requests > latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * latencies.length);
                    users = Arrays.copyOf(users, latencies.length);
                }
                for (int request = 0; request < requests; request++) {
                    latencies[count] = Math.exp(typical + WITHIN_USER * random.nextGaussian());
                    users[count++] = user;
                }
            }
            return new Arm(Arrays.copyOf(latencies, count), Arrays.copyOf(users, count));
        }
    }
}
