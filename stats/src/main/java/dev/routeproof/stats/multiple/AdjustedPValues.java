package dev.routeproof.stats.multiple;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adjusted p-values of m tests: reject those at most α and the stated error rate is at most α. Input and output in the
 * same order, each in [0,1]; NaN or a value outside [0,1] is refused. No tests, no adjusted values.
 */
public enum AdjustedPValues {
    /** m p; family-wise error under any dependence. */
    BONFERRONI,
    /** 1 - (1-p)^m; family-wise error for independent tests (Šidák, JASA 62, 1967). */
    SIDAK,
    /** Step-down Bonferroni; family-wise error under any dependence (Holm, 1979). The default across slices. */
    HOLM,
    /** Step-down Šidák; family-wise error for independent tests. */
    HOLM_SIDAK,
    /** Step-up Bonferroni; family-wise error under Simes' inequality (Hochberg, Biometrika 75, 1988). */
    HOCHBERG,
    /** Closed testing with Simes' test, never less powerful than Hochberg (Hommel, Biometrika 75, 1988). */
    HOMMEL,
    /** m p / rank, step-up; false discovery rate (Benjamini and Hochberg, JRSS B 57, 1995). */
    BENJAMINI_HOCHBERG,
    /** The same times Σ 1/i; false discovery rate under any dependence (Benjamini and Yekutieli, 2001). */
    BENJAMINI_YEKUTIELI;

    private interface Rule {
        double adjusted(double p, int rank, int m);
    }

    private Sorted adjusted(Sorted ascending) {
        return switch (this) {
            case BONFERRONI -> ascending.map((p, rank, m) -> m * p);
            case SIDAK -> ascending.map((p, rank, m) -> complementPower(p, m));
            case HOLM -> ascending.map((p, rank, m) -> (m - rank + 1) * p).stepDown();
            case HOLM_SIDAK ->
                ascending.map((p, rank, m) -> complementPower(p, m - rank + 1)).stepDown();
            case HOCHBERG -> ascending.map((p, rank, m) -> (m - rank + 1) * p).stepUp();
            case HOMMEL -> ascending.hommel();
            case BENJAMINI_HOCHBERG ->
                ascending.map((p, rank, m) -> m * p / rank).stepUp();
            case BENJAMINI_YEKUTIELI -> {
                double harmonic = IntStream.rangeClosed(1, ascending.size())
                        .mapToDouble(i -> 1d / i)
                        .sum();
                yield ascending.map((p, rank, m) -> m * harmonic * p / rank).stepUp();
            }
        };
    }

    /** 1 - (1-p)^k without losing the digits of a small p. */
    private static double complementPower(double p, int k) {
        return -Math.expm1(k * Math.log1p(-p));
    }

    /** The adjusted p-values, in the order given. */
    public double[] adjust(double... pValues) {
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("a p-value lies in [0,1], not " + p);
            }
        }
        Integer[] order = IntStream.range(0, pValues.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> pValues[i]));
        double[] ascending = Arrays.stream(order).mapToDouble(i -> pValues[i]).toArray();
        double[] adjusted = adjusted(new Sorted(ascending)).values;
        double[] result = new double[pValues.length];
        for (int rank = 0; rank < order.length; rank++) {
            result[order[rank]] = Math.min(1, adjusted[rank]);
        }
        return result;
    }

    /** Values in ascending order of the raw p-values. */
    private static final class Sorted {
        private final double[] values;

        private Sorted(double[] values) {
            this.values = values;
        }

        int size() {
            return values.length;
        }

        Sorted map(Rule rule) {
            double[] mapped = new double[values.length];
            for (int i = 0; i < mapped.length; i++) {
                mapped[i] = rule.adjusted(values[i], i + 1, mapped.length);
            }
            return new Sorted(mapped);
        }

        /** Running maximum from the smallest p-value on. */
        Sorted stepDown() {
            double[] steps = values.clone();
            for (int i = 1; i < steps.length; i++) {
                steps[i] = Math.max(steps[i], steps[i - 1]);
            }
            return new Sorted(steps);
        }

        /** Running minimum from the largest p-value down. */
        Sorted stepUp() {
            double[] steps = values.clone();
            for (int i = steps.length - 2; i >= 0; i--) {
                steps[i] = Math.min(steps[i], steps[i + 1]);
            }
            return new Sorted(steps);
        }

        /** For every size k of an intersection, the Simes p-value of the worst one that holds the hypothesis. */
        Sorted hommel() {
            int m = values.length;
            double[] adjusted = values.clone();
            for (int k = m; k >= 2; k--) {
                double simes = Double.POSITIVE_INFINITY;
                for (int i = 1; i <= k; i++) {
                    simes = Math.min(simes, k * values[m - k + i - 1] / i);
                }
                for (int i = 0; i < m; i++) {
                    double withThis = i >= m - k ? simes : Math.min(simes(k), k * values[i]);
                    adjusted[i] = Math.max(adjusted[i], withThis);
                }
            }
            return new Sorted(adjusted);
        }

        /** min over i = 2..k of k p_(m-k+i)/i: Simes of the k - 1 largest, with one place left for a smaller one. */
        private double simes(int k) {
            int m = values.length;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 2; i <= k; i++) {
                least = Math.min(least, k * values[m - k + i - 1] / i);
            }
            return least;
        }
    }
}
