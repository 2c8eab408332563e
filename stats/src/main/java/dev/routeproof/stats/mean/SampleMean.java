package dev.routeproof.stats.mean;

import dev.routeproof.stats.Counts;
import dev.routeproof.stats.Moments;

/**
 * What a comparison of means needs of one arm: the number of units, their mean, and the variance of a single unit, in
 * the square of the unit of the values.
 */
public record SampleMean(long n, double mean, double variance) {
    public SampleMean {
        if (n < 0 || variance < 0) {
            throw new IllegalArgumentException("n " + n + " and variance " + variance + " cannot be");
        }
    }

    /** Mean and unbiased variance, computed in two passes; both 0 without values, variance 0 for one. */
    public static SampleMean of(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = values.length == 0 ? 0 : sum / values.length;
        double squares = 0;
        double drift = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
            drift += value - mean;
        }
        int n = values.length;
        return new SampleMean(n, mean, n < 2 ? 0 : Math.max(0, (squares - drift * drift / n) / (n - 1)));
    }

    public static SampleMean of(Moments moments) {
        long n = moments.n();
        return new SampleMean(n, n == 0 ? 0 : moments.mean(), n < 2 ? 0 : moments.variance());
    }

    /** The rate as a mean, with the binomial variance p(1-p) of one trial (divisor n, not n - 1). */
    public static SampleMean of(Counts counts) {
        double p = counts.n() == 0 ? 0 : counts.rate();
        return new SampleMean(counts.n(), p, p * (1 - p));
    }

    /** Variance of the mean: variance / n. */
    public double squaredError() {
        return variance / n;
    }
}
