package dev.routeproof.stats.distribution;

import org.apache.commons.math3.special.Beta;

/** The binomial distribution: successes among n independent trials of probability p. */
public final class Binomial {
    private Binomial() {}

    /** P(X = k), in log space, so that no n overflows. */
    public static double mass(long k, long n, double p) {
        if (k < 0 || k > n) {
            return 0;
        }
        if (p <= 0 || p >= 1) {
            return (p <= 0 ? k == 0 : k == n) ? 1 : 0;
        }
        return Math.exp(logChoose((double) n, (double) k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
    }

    /** P(X <= k). */
    public static double cdf(long k, long n, double p) {
        if (k < 0 || k >= n) {
            return k < 0 ? 0 : 1;
        }
        return BetaQuantile.cdf(1 - p, (double) (n - k), k + 1d);
    }

    /** P(X >= k). */
    public static double atLeast(long k, long n, double p) {
        if (k <= 0 || k > n) {
            return k <= 0 ? 1 : 0;
        }
        return BetaQuantile.cdf(p, (double) k, n - k + 1d);
    }

    /** log of n over k. */
    public static double logChoose(double n, double k) {
        return -Math.log1p(n) - Beta.logBeta(n - k + 1, k + 1);
    }
}
