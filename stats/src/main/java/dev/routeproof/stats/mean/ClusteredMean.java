package dev.routeproof.stats.mean;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.StudentT;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The mean of values that come in clusters (prompts of one document or template, requests of one user), with the
 * standard error SE = √(C/(C-1) Σ_c (Σ_i (s_i - s̄))²) / n over C clusters (Miller, arXiv 2411.00640, with the
 * small-sample factor); the interval uses Student's t with C - 1 degrees of freedom. Values are in any unit; cluster
 * ids are compared for equality. With every value its own cluster this is the ordinary standard error of a mean.
 */
public final class ClusteredMean {
    private ClusteredMean() {}

    /** Standard error of the mean, in the unit of the values; not estimable with fewer than two clusters. */
    public static Result<Double> standardError(double[] values, int[] clusters) {
        if (values.length != clusters.length) {
            throw new IllegalArgumentException(values.length + " values but " + clusters.length + " cluster ids");
        }
        double mean = mean(values);
        Map<Integer, Double> residuals = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            residuals.merge(clusters[i], values[i] - mean, Double::sum);
        }
        int count = residuals.size();
        if (count < 2) {
            return Result.notEstimable("Fewer than two clusters carry values, so their spread is unknown.");
        }
        double squares = 0;
        for (double residual : residuals.values()) {
            squares += residual * residual;
        }
        return Result.value(Math.sqrt(count / (count - 1d) * squares) / values.length);
    }

    /**
     * Mean with its two-sided interval at {@code level} in (0,1); not estimable with fewer than two clusters or when no
     * cluster differs from another, because a width of 0 would claim certainty.
     */
    public static Result<Estimate> interval(double[] values, int[] clusters, double level) {
        return standardError(values, clusters).flatMap(error -> {
            if (error == 0) {
                return Result.notEstimable("All clusters agree, so their spread is unknown.");
            }
            long count = Arrays.stream(clusters).distinct().count();
            double half = StudentT.critical(level, count - 1d) * error;
            double mean = mean(values);
            return Result.value(new Estimate(mean, mean - half, mean + half, level));
        });
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
