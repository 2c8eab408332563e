package dev.routeproof.stats.simulate;

import java.util.random.RandomGenerator;

/** Random variables that the scenarios draw. */
final class Draws {
    private static final double TAIL = 1.5;
    private static final int MOST_REQUESTS = 500;

    private Draws() {}

    /** A Beta(a, b) value: the ratio of two gamma variables. */
    static double beta(RandomGenerator random, double a, double b) {
        double first = gamma(random, a);
        double second = gamma(random, b);
        return first + second == 0 ? a / (a + b) : first / (first + second);
    }

    /** How many requests a user makes: 1 + a Pareto variable of tail 1.5 scaled by half the mean, at most 500. */
    static int heavyTailed(RandomGenerator random, double mean) {
        double pareto = Math.pow(1 - random.nextDouble(), -1 / TAIL) - 1;
        return (int) Math.min(MOST_REQUESTS, 1 + Math.floor(pareto * mean / 2));
    }

    /** How many of {@code n} trials of probability {@code rate} succeed. */
    static int binomial(RandomGenerator random, int n, double rate) {
        int hits = 0;
        for (int i = 0; i < n; i++) {
            hits += random.nextDouble() < rate ? 1 : 0;
        }
        return hits;
    }

    /** Gamma of the given shape and scale 1 (Marsaglia and Tsang, ACM TOMS 26, 2000). */
    private static double gamma(RandomGenerator random, double shape) {
        if (shape < 1) {
            return gamma(random, shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = 1 + c * x;
            v = v * v * v;
            if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
