package dev.routeproof.harness.experiment;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Some thousand rows of {@code exchanges.sql}, column by column, on their way from the store's thread to the judge's. */
final class ExchangeBatch {
    static final int SIZE = 8_192;

    final long[] at = new long[SIZE];
    final long[] unit = new long[SIZE];
    final double[] control = new double[SIZE];
    final double[] candidate = new double[SIZE];
    final double[] holdout = new double[SIZE];
    final double[] latency = new double[SIZE];
    final double[] cost = new double[SIZE];
    final long[] packed = new long[SIZE];
    private int size;

    int size() {
        return size;
    }

    boolean full() {
        return size == SIZE;
    }

    void add(ResultSet row) throws SQLException {
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
}
