package dev.routeproof.stats.select;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.mean.ClusteredMean;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Alternatives measured on the same items, reduced to what selection needs: how far each lies from the items' own mean,
 * and the covariance of those distances. An item's difficulty is the same for all and drops out.
 *
 * <p>Covariance of the means: {@code C/(C−1) Σ_c d_c d_cᵀ / n²} with {@code d_c} the sum of an item cluster's deviations
 * (Miller, arXiv 2411.00640, for vectors), shrunk towards equal variances as far as its unevenness is sampling error (Ledoit
 * and Wolf, J. Multivariate Analysis 88, 2004): with many alternatives the raw one trusts some directions far too much. Two
 * items of prior information with variance {@value #PRIOR_VARIANCE} are
 * added, so that few items which happen to agree do not read as certainty.
 */
public final class Contrasts {
    private static final double PRIOR_ITEMS = 2;
    private static final double PRIOR_VARIANCE = 0.1;

    private final int n;
    private final double grandMean;
    private final double grandMeanError;
    private final double[] deviations;
    private final double[][] covariance;

    private Contrasts(int n, double grandMean, double grandMeanError, double[] deviations, double[][] covariance) {
        this.n = n;
        this.grandMean = grandMean;
        this.grandMeanError = grandMeanError;
        this.deviations = deviations;
        this.covariance = covariance;
    }

    /**
     * @param scores item by alternative, each in [0,1], none missing
     * @param clusters of the items; items that share one are not independent
     */
    public static Result<Contrasts> of(double[][] scores, int[] clusters) {
        if (scores.length != clusters.length) {
            throw new IllegalArgumentException(scores.length + " items but " + clusters.length + " cluster ids");
        }
        if (scores.length == 0 || scores[0].length < 2) {
            return Result.notEstimable("selection needs at least two alternatives and one item");
        }
        int n = scores.length;
        int size = scores[0].length;
        double[] mean = new double[size];
        double grand = 0;
        double[] itemMeans = new double[n];
        double[][] centred = new double[n][size];
        for (int i = 0; i < n; i++) {
            double itemMean = 0;
            for (double score : scores[i]) {
                itemMean += score / size;
            }
            itemMeans[i] = itemMean;
            grand += itemMean / n;
            for (int j = 0; j < size; j++) {
                centred[i][j] = scores[i][j] - itemMean;
                mean[j] += centred[i][j] / n;
            }
        }
        Map<Integer, double[]> sums = clusterSums(centred, mean, clusters);
        if (sums.size() < 2) {
            return Result.notEstimable("fewer than two clusters of items, so their spread is unknown");
        }
        double grandMean = grand;
        return ClusteredMean.standardError(itemMeans, clusters)
                .map(error -> new Contrasts(
                        n, grandMean, withFourMore(error, grandMean, sums.size()), mean, covariance(sums, n, size)));
    }

    /**
     * The standard error of a mean, and no less than if two clusters with the score 0 and two with 1 had been measured too
     * (Agresti and Coull, The American Statistician 52, 1998): where all items are right, the observed error of 0 would
     * claim certainty.
     */
    private static double withFourMore(double error, double mean, double clusters) {
        double all = clusters + 4;
        double middle = (clusters * mean + 2) / all;
        double added =
                clusters * (mean - middle) * (mean - middle) + 2 * middle * middle + 2 * (1 - middle) * (1 - middle);
        double measured = clusters * error;
        return Math.max(error, Math.sqrt(measured * measured + added) / all);
    }

    private static Map<Integer, double[]> clusterSums(double[][] centred, double[] mean, int[] clusters) {
        Map<Integer, double[]> sums = new HashMap<>();
        for (int i = 0; i < centred.length; i++) {
            double[] sum = sums.computeIfAbsent(clusters[i], key -> new double[mean.length]);
            for (int j = 0; j < mean.length; j++) {
                sum[j] += centred[i][j] - mean[j];
            }
        }
        return sums;
    }

    private static double[][] covariance(Map<Integer, double[]> sums, int n, int size) {
        double count = sums.size();
        double[][] sample = new double[size][size];
        for (double[] sum : sums.values()) {
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size; k++) {
                    sample[j][k] += sum[j] * sum[k] / count;
                }
            }
        }
        double equal = trace(sample) / (size - 1);
        double share = towardsEqual(sums.values(), sample, equal);
        double factor = count * count / (count - 1) / ((double) n * n) * (n / (n + PRIOR_ITEMS));
        double prior = PRIOR_ITEMS * PRIOR_VARIANCE / (n + PRIOR_ITEMS) / n;
        double[][] covariance = new double[size][size];
        for (int j = 0; j < size; j++) {
            for (int k = 0; k < size; k++) {
                double centring = (j == k ? 1 : 0) - 1.0 / size;
                double shrunk = (1 - share) * sample[j][k] + share * equal * centring;
                covariance[j][k] = factor * shrunk + prior * centring;
            }
        }
        return covariance;
    }

    /** Ledoit and Wolf's intensity: how much of the sample covariance's unevenness is sampling error, [0,1]. */
    private static double towardsEqual(Collection<double[]> sums, double[][] sample, double equal) {
        int size = sample.length;
        double norm = 0;
        for (double[] row : sample) {
            for (double value : row) {
                norm += value * value;
            }
        }
        double uneven = norm - equal * equal * (size - 1);
        double error = 0;
        for (double[] sum : sums) {
            double square = 0;
            double form = 0;
            for (int j = 0; j < size; j++) {
                square += sum[j] * sum[j];
                for (int k = 0; k < size; k++) {
                    form += sum[j] * sample[j][k] * sum[k];
                }
            }
            error += square * square - 2 * form + norm;
        }
        error /= (double) sums.size() * sums.size();
        return uneven <= 0 ? 1 : Math.clamp(error / uneven, 0, 1);
    }

    private static double trace(double[][] matrix) {
        double trace = 0;
        for (int j = 0; j < matrix.length; j++) {
            trace += matrix[j][j];
        }
        return trace;
    }

    /** Items. */
    public int n() {
        return n;
    }

    /** Alternatives. */
    public int size() {
        return deviations.length;
    }

    /** Mean of all scores. */
    public double grandMean() {
        return grandMean;
    }

    /** Standard error of {@link #grandMean}, clusters respected, never 0. */
    double grandMeanError() {
        return grandMeanError;
    }

    /** Observed mean of alternative {@code j} minus the grand mean. */
    public double deviation(int j) {
        return deviations[j];
    }

    double covariance(int j, int k) {
        return covariance[j][k];
    }

    /** Standard error of the difference of two alternatives. */
    public double standardError(int j, int k) {
        return Math.sqrt(Math.max(0, covariance[j][j] + covariance[k][k] - 2 * covariance[j][k]));
    }

    /** The same means as if {@code times} as many items had been measured: for planning. */
    public Contrasts asIfMeasured(double times) {
        double[][] narrower = new double[size()][size()];
        for (int j = 0; j < size(); j++) {
            for (int k = 0; k < size(); k++) {
                narrower[j][k] = covariance[j][k] / times;
            }
        }
        return new Contrasts(
                (int) Math.min(Integer.MAX_VALUE, Math.round(n * times)),
                grandMean,
                grandMeanError / Math.sqrt(times),
                deviations,
                narrower);
    }
}
