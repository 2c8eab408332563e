package dev.routeproof.harness.analyse;

import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the calls of a run; what many of them share is read once. */
final class GradedCalls {
    private static final Query SAMPLES = Query.of(GradedCalls.class, "queries/samples.sql");
    private static final Query CALLS = Query.of(GradedCalls.class, "queries/graded-calls.sql");

    private final Map<Integer, SampleRow> samples = new HashMap<>();
    private final List<RunData.ModelRow> models;

    private GradedCalls(List<RunData.ModelRow> models) {
        this.models = models;
    }

    /** {@code models} in the order of their ordinals. */
    static List<GradedCall> load(Store store, String runId, List<RunData.ModelRow> models) {
        var calls = new GradedCalls(models);
        store.query(SAMPLES, calls::sample, runId);
        return store.query(CALLS, calls::call, runId);
    }

    private record SampleRow(
            String dataset,
            String item,
            String taskType,
            @Nullable String cluster) {}

    private int sample(ResultSet row) throws SQLException {
        int ordinal = row.getInt(1);
        samples.put(ordinal, new SampleRow(row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
        return ordinal;
    }

    /** The columns of graded-calls.sql by place: looking a name up in every row would cost more than the value. */
    private GradedCall call(ResultSet row) throws SQLException {
        var sample = samples.get(row.getInt(1));
        if (sample == null) {
            throw new SQLException("no sample of ordinal " + row.getInt(1));
        }
        var status = row.getString(4);
        return new GradedCall(
                models.get(row.getInt(2)).model(),
                sample.dataset,
                sample.item,
                row.getInt(3),
                sample.taskType,
                sample.cluster,
                status == null ? "completed" : status,
                number(row, 5),
                whole(row, 6),
                row.getBoolean(7),
                number(row, 8),
                number(row, 9));
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Long whole(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
