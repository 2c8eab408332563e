package dev.routeproof.stats.resample;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Bootstrap intervals (Efron and Tibshirani, An Introduction to the Bootstrap, 1993): resample with replacement,
 * recompute the statistic, read the interval off the sorted replicates. Deterministic for a given generator.
 *
 * @param resamples at least 100; 2,000 serves an interval to two digits, 10,000 to three
 * @param method how the interval is read off
 */
public record Bootstrap(int resamples, Method method) {
    /**
     * Percentile: quantiles of the replicates. Basic: the same, mirrored at the estimate. BCa: percentile with bias and
     * acceleration corrected, second-order accurate; the default for scores.
     */
    public enum Method {
        BASIC,
        PERCENTILE,
        BCA
    }

    public Bootstrap {
        if (resamples < 100) {
            throw new IllegalArgumentException("at least 100 resamples are needed, not " + resamples);
        }
    }

    /** 10,000 resamples, BCa. */
    public static Bootstrap standard() {
        return new Bootstrap(10_000, Method.BCA);
    }

    /** Interval of any statistic of independent values; the statistic must not keep or change the array it is given. */
    public Result<Estimate> interval(
            double[] values, ToDoubleFunction<double[]> statistic, double level, RandomGenerator random) {
        int n = values.length;
        if (n < 2) {
            return Result.notEstimable("A bootstrap needs at least two values, not " + n + ".");
        }
        double[] sample = new double[n];
        double[] replicates = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            for (int i = 0; i < n; i++) {
                sample[i] = values[random.nextInt(n)];
            }
            replicates[r] = statistic.applyAsDouble(sample);
        }
        double[] jackknife = new double[n];
        if (method == Method.BCA) {
            double[] rest = new double[n - 1];
            for (int left = 0; left < n; left++) {
                System.arraycopy(values, 0, rest, 0, left);
                System.arraycopy(values, left + 1, rest, left, n - 1 - left);
                jackknife[left] = statistic.applyAsDouble(rest);
            }
        }
        return Replicates.interval(method, statistic.applyAsDouble(values), replicates, jackknife, level);
    }

    /**
     * Interval of the mean of values that come in clusters: whole clusters are drawn, the mean is over values. Give
     * paired score differences (first minus second, one per item) for a paired comparison. Every value its own cluster
     * when {@code clusters} are all different.
     */
    public Result<Estimate> clusteredMean(double[] values, int[] clusters, double level, RandomGenerator random) {
        ClusterSums sums = ClusterSums.of(values, clusters);
        int count = sums.count();
        if (count < 2) {
            return Result.notEstimable("A bootstrap needs at least two clusters with values, not " + count + ".");
        }
        double[] replicates = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            double sum = 0;
            long n = 0;
            for (int c = 0; c < count; c++) {
                int drawn = random.nextInt(count);
                sum += sums.sum(drawn);
                n += sums.size(drawn);
            }
            replicates[r] = sum / n;
        }
        double[] jackknife = new double[count];
        for (int c = 0; c < count; c++) {
            jackknife[c] = (sums.totalSum() - sums.sum(c)) / (sums.totalSize() - sums.size(c));
        }
        return Replicates.interval(method, sums.totalSum() / sums.totalSize(), replicates, jackknife, level);
    }

    /** {@link #clusteredMean} of first minus second, item by item. */
    public Result<Estimate> pairedDifference(
            double[] first, double[] second, int[] clusters, double level, RandomGenerator random) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(first.length + " scores paired with " + second.length);
        }
        double[] differences = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            differences[i] = first[i] - second[i];
        }
        return clusteredMean(differences, clusters, level, random);
    }
}
