package dev.routeproof.stats.resample;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

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

    /**
     * Intervals of several statistics of the same values, which come in clusters: whole clusters are drawn. A statistic is
     * given how often each value was drawn, and is not estimable where it is NaN on some resample.
     *
     * @param clusters the cluster of each value
     * @param statistics of a weight for each value; gives as many numbers every time, and must not keep the array
     */
    public List<Result<Estimate>> clustered(
            int[] clusters, Function<double[], double[]> statistics, double level, RandomGenerator random) {
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] cluster = IntStream.of(clusters)
                .map(id -> numbers.computeIfAbsent(id, key -> numbers.size()))
                .toArray();
        double[] weights = new double[cluster.length];
        Arrays.fill(weights, 1);
        double[] estimates = statistics.apply(weights);
        int count = numbers.size();
        if (count < 2) {
            Result<Estimate> none =
                    Result.notEstimable("A bootstrap needs at least two clusters with values, not " + count + ".");
            return Collections.nCopies(estimates.length, none);
        }
        double[][] replicates = new double[estimates.length][resamples];
        int[] drawn = new int[count];
        for (int r = 0; r < resamples; r++) {
            Arrays.fill(drawn, 0);
            for (int c = 0; c < count; c++) {
                drawn[random.nextInt(count)]++;
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] = drawn[cluster[i]];
            }
            note(statistics.apply(weights), r, replicates);
        }
        double[][] jackknife = new double[estimates.length][method == Method.BCA ? count : 0];
        for (int left = 0; method == Method.BCA && left < count; left++) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = cluster[i] == left ? 0 : 1;
            }
            note(statistics.apply(weights), left, jackknife);
        }
        return IntStream.range(0, estimates.length)
                .mapToObj(s -> Replicates.interval(method, estimates[s], replicates[s], jackknife[s], level))
                .toList();
    }

    private static void note(double[] values, int column, double[][] rows) {
        for (int s = 0; s < values.length; s++) {
            rows[s][column] = values[s];
        }
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
