package dev.routeproof.harness.experiment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The rows of {@code exchanges.sql} of one stretch of time, column by column, on their way from the store's thread to the
 * judge's.
 */
final class ExchangeStretch {
    private int size;
    long[] at;
    long[] unit;
    double[] control;
    double[] candidate;
    double[] holdout;
    double[] latency;
    double[] cost;
    long[] packed;

    /** @param room for so many rows at first; more are taken too */
    ExchangeStretch(int room) {
        at = new long[room];
        unit = new long[room];
        control = new double[room];
        candidate = new double[room];
        holdout = new double[room];
        latency = new double[room];
        cost = new double[room];
        packed = new long[room];
    }

    int size() {
        return size;
    }

    /** Forgets its rows and keeps their room. */
    void clear() {
        size = 0;
    }

    void add(ResultSet row) throws SQLException {
        if (size == at.length) {
            grow();
        }
        int i = size++;
        at[i] = row.getLong(1);
        unit[i] = row.getLong(2);
        control[i] = row.getDouble(3);
        candidate[i] = row.getDouble(4);
        holdout[i] = row.getDouble(5);
        latency[i] = row.getDouble(6);
        cost[i] = row.getDouble(7);
        packed[i] = row.getLong(8);
    }

    private void grow() {
        int room = 2 * size;
        at = Arrays.copyOf(at, room);
        unit = Arrays.copyOf(unit, room);
        control = Arrays.copyOf(control, room);
        candidate = Arrays.copyOf(candidate, room);
        holdout = Arrays.copyOf(holdout, room);
        latency = Arrays.copyOf(latency, room);
        cost = Arrays.copyOf(cost, room);
        packed = Arrays.copyOf(packed, room);
    }

    /**
     * The places of all rows in the order of their time, and in one that does not depend on the store's where the time is
     * the same: rows that are equal in everything are alike to the judge. A natural merge sort, so that what is in order
     * already, as most logs are, costs one look.
     */
    int[] inOrder() {
        int[] from = new int[size];
        int[] to = new int[size];
        Arrays.setAll(from, i -> i);
        while (!mergedRuns(from, to)) {
            int[] merged = to;
            to = from;
            from = merged;
        }
        return from;
    }

    /** Merges every two neighbouring runs of {@code from} into {@code to}; true where one run was all there is. */
    private boolean mergedRuns(int[] from, int[] to) {
        int first = 0;
        while (first < size) {
            int second = endOfRun(from, first);
            if (first == 0 && second == size) {
                return true;
            }
            int end = second == size ? size : endOfRun(from, second);
            merge(from, first, second, end, to);
            first = end;
        }
        return size == 0;
    }

    private int endOfRun(int[] places, int start) {
        int end = start + 1;
        while (end < size && compare(places[end - 1], places[end]) <= 0) {
            end++;
        }
        return end;
    }

    private void merge(int[] from, int first, int second, int end, int[] to) {
        int left = first;
        int right = second;
        for (int i = first; i < end; i++) {
            boolean takesLeft = right == end || (left < second && compare(from[left], from[right]) <= 0);
            to[i] = from[takesLeft ? left++ : right++];
        }
    }

    private int compare(int a, int b) {
        if (at[a] != at[b]) {
            return at[a] < at[b] ? -1 : 1;
        }
        return unit[a] != unit[b] ? Long.compare(unit[a], unit[b]) : compareTheRest(a, b);
    }

    private int compareTheRest(int a, int b) {
        int order = Long.compare(packed[a], packed[b]);
        double[][] others = {latency, cost, control, candidate, holdout};
        for (int k = 0; order == 0 && k < others.length; k++) {
            order = Double.compare(others[k][a], others[k][b]);
        }
        return order;
    }
}
