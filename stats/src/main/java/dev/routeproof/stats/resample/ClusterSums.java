package dev.routeproof.stats.resample;

import java.util.HashMap;
import java.util.Map;

/** Sum and number of values per cluster, clusters numbered in order of first appearance. */
final class ClusterSums {
    private final double[] sums;
    private final int[] sizes;
    private final int count;

    private ClusterSums(double[] sums, int[] sizes, int count) {
        this.sums = sums;
        this.sizes = sizes;
        this.count = count;
    }

    int count() {
        return count;
    }

    static ClusterSums of(double[] values, int[] clusters) {
        if (values.length != clusters.length) {
            throw new IllegalArgumentException(values.length + " values but " + clusters.length + " cluster ids");
        }
        Map<Integer, Integer> index = new HashMap<>();
        double[] sums = new double[values.length];
        int[] sizes = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int next = index.size();
            int cluster = index.computeIfAbsent(clusters[i], id -> next);
            sums[cluster] += values[i];
            sizes[cluster]++;
        }
        return new ClusterSums(sums, sizes, index.size());
    }

    double sum(int cluster) {
        return sums[cluster];
    }

    int size(int cluster) {
        return sizes[cluster];
    }

    double totalSum() {
        double total = 0;
        for (int c = 0; c < count; c++) {
            total += sums[c];
        }
        return total;
    }

    long totalSize() {
        long total = 0;
        for (int c = 0; c < count; c++) {
            total += sizes[c];
        }
        return total;
    }
}
