package dev.routeproof.stats.rank;

import java.util.Arrays;

/**
 * Midranks of two samples together, reduced to what the tests need.
 *
 * @param u pairs won by the first sample, ties counting ½
 * @param tieSum Σ(t³ - t) over groups of t equal values
 */
record TwoSampleRanks(double u, double tieSum, int firstSize, int secondSize) {

    static TwoSampleRanks of(double[] first, double[] second) {
        double[] a = first.clone();
        double[] b = second.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        return ofSorted(a, 0, b);
    }

    /** Ranks of {@code first} - shift against {@code second}, both sorted. */
    static TwoSampleRanks ofSorted(double[] first, double shift, double[] second) {
        double u = 0;
        double ties = 0;
        int i = 0;
        int j = 0;
        while (i < first.length || j < second.length) {
            double value = Math.min(
                    i < first.length ? first[i] - shift : Double.POSITIVE_INFINITY,
                    j < second.length ? second[j] : Double.POSITIVE_INFINITY);
            int firstEqual = 0;
            while (i < first.length && first[i] - shift == value) {
                i++;
                firstEqual++;
            }
            int before = j;
            while (j < second.length && second[j] == value) {
                j++;
            }
            int secondEqual = j - before;
            u += firstEqual * (before + 0.5 * secondEqual);
            double t = (double) firstEqual + secondEqual;
            ties += t * t * t - t;
        }
        return new TwoSampleRanks(u, ties, first.length, second.length);
    }

    boolean tied() {
        return tieSum > 0;
    }

    /** Of U under the null, corrected for ties. */
    double standardDeviation() {
        double n = (double) firstSize + secondSize;
        double product = (double) firstSize * secondSize;
        double variance = product / 12 * (n + 1 - tieSum / (n * (n - 1)));
        return Math.sqrt(Math.max(0, variance));
    }
}
