package dev.routeproof.harness.store;

import dev.routeproof.harness.store.ColumnBatch.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one batch at a time as a table that SQL can read: {@code insert into decision select * from
 * batch_decision()}. A column crosses into the store as a whole, which costs a third of its appender's cell by cell.
 */
final class BatchFunction implements DuckDBTableFunction<Object, Object, Object> {
    private static final int MILLIS = 1_000;
    private static final int NANOS = 1_000_000;

    private final List<Kind> kinds;
    private @Nullable ColumnBatch batch;
    private int next;

    private BatchFunction(List<Kind> kinds) {
        this.kinds = kinds;
    }

    /** Makes {@code batch_TABLE()} known to the connection's store; once for each table. */
    static BatchFunction register(Connection connection, String table, List<Kind> kinds) throws SQLException {
        var function = new BatchFunction(kinds);
        DuckDBFunctions.tableFunction()
                .withName("batch_" + table)
                .withFunction(function)
                .register(connection);
        return function;
    }

    static PreparedStatement insertion(Connection connection, String table) throws SQLException {
        return connection.prepareStatement("insert into " + table + " select * from batch_" + table + "()");
    }

    /** The next statement that reads the function finds these rows. */
    void offer(ColumnBatch rows) {
        batch = rows;
        next = 0;
    }

    @Override
    public @Nullable Object bind(DuckDBTableFunctionBindInfo info) {
        for (int i = 0; i < kinds.size(); i++) {
            info.addResultColumn(
                    "c" + i,
                    switch (kinds.get(i)) {
                        case TEXT -> DuckDBColumnType.VARCHAR;
                        case WHOLE -> DuckDBColumnType.BIGINT;
                        case COUNT -> DuckDBColumnType.INTEGER;
                        case NUMBER -> DuckDBColumnType.DOUBLE;
                        case FLAG -> DuckDBColumnType.BOOLEAN;
                        case TIME -> DuckDBColumnType.TIMESTAMP;
                    });
        }
        return null;
    }

    @Override
    public @Nullable Object init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        return null;
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter out) {
        ColumnBatch rows = batch;
        if (rows == null) {
            return 0;
        }
        int count = (int) Math.min(out.capacity(), rows.rows() - next);
        if (count == 0) {
            batch = null;
            return 0;
        }
        for (int column = 0; column < kinds.size(); column++) {
            DuckDBWritableVector vector = out.vector(column);
            if (kinds.get(column) == Kind.TEXT) {
                vector.setStringUtf8Batch(0, rows.texts(column, next, count));
            } else {
                fill(vector, rows, column, count);
            }
        }
        next += count;
        return count;
    }

    private void fill(DuckDBWritableVector vector, ColumnBatch rows, int column, int count) {
        Kind kind = kinds.get(column);
        for (int i = 0; i < count; i++) {
            int row = next + i;
            if (!rows.isSet(row, column)) {
                continue; // null already
            }
            long value = rows.numberAt(row, column);
            switch (kind) {
                case WHOLE -> vector.setLong(i, value);
                case COUNT -> vector.setInt(i, (int) value);
                case NUMBER -> vector.setDouble(i, Double.longBitsToDouble(value));
                case FLAG -> vector.setBoolean(i, value != 0);
                case TIME -> vector.setTimestamp(i, moment(value));
                case TEXT -> throw new IllegalStateException("text goes by the column");
            }
        }
    }

    private static LocalDateTime moment(long millis) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, MILLIS), Math.floorMod(millis, MILLIS) * NANOS, ZoneOffset.UTC);
    }
}
