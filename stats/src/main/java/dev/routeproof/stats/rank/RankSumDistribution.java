package dev.routeproof.stats.rank;

/**
 * The distribution of the Mann-Whitney U of samples of m and n values without ties: every arrangement equally likely.
 * Computed by the recursion of the generating function Π (1 - x^(n+i))/(1 - x^i), in doubles.
 */
public final class RankSumDistribution {
    private final double[] probabilities;

    private RankSumDistribution(double[] probabilities) {
        this.probabilities = probabilities;
    }

    /** For sample sizes at least 1; memory and time grow with m·n·min(m, n). */
    public static RankSumDistribution of(int m, int n) {
        if (m < 1 || n < 1) {
            throw new IllegalArgumentException("sample sizes " + m + " and " + n);
        }
        int most = Math.multiplyExact(m, n);
        double[] counts = new double[most + 1];
        counts[0] = 1;
        int small = Math.min(m, n);
        int large = Math.max(m, n);
        for (int i = 1; i <= small; i++) {
            int up = large + i;
            for (int u = most; u >= up; u--) {
                counts[u] -= counts[u - up];
            }
            for (int u = i; u <= most; u++) {
                counts[u] += counts[u - i];
            }
        }
        double total = 0;
        for (double count : counts) {
            total += count;
        }
        for (int u = 0; u <= most; u++) {
            counts[u] /= total;
        }
        return new RankSumDistribution(counts);
    }

    /** P(U <= u). */
    public double atMost(long u) {
        if (u >= probabilities.length - 1) {
            return 1;
        }
        double sum = 0;
        for (int i = 0; i <= u; i++) {
            sum += probabilities[i];
        }
        return Math.min(1, sum);
    }

    /** P(U >= u), by the symmetry of U. */
    public double atLeast(long u) {
        return atMost(probabilities.length - 1 - u);
    }

    /** The largest u with P(U <= u) < p, plus one: the quantile. */
    public int quantile(double p) {
        double sum = 0;
        for (int u = 0; u < probabilities.length; u++) {
            sum += probabilities[u];
            if (sum >= p * (1 - 64 * Math.ulp(1d))) {
                return u;
            }
        }
        return probabilities.length - 1;
    }
}
