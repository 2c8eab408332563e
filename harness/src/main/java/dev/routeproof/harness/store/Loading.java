package dev.routeproof.harness.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The inside of one bulk load: rows appended table by table, statements between them. */
public final class Loading implements AutoCloseable {
    private final DuckDBConnection connection;
    private final Map<String, BatchFunction> functions;
    private final Map<String, DuckDBAppender> appenders = new LinkedHashMap<>();
    private final Map<String, PreparedStatement> insertions = new HashMap<>();

    /** @param functions those that the connection's store knows, by table; more are added */
    Loading(DuckDBConnection connection, Map<String, BatchFunction> functions) {
        this.connection = connection;
        this.functions = functions;
    }

    /** Appends all rows of a batch, which nobody may change any more. */
    public void rows(ColumnBatch batch) throws SQLException {
        String table = batch.table();
        BatchFunction function = functions.get(table);
        if (function == null) {
            function = BatchFunction.register(connection, table, batch.kinds());
            functions.put(table, function);
        }
        PreparedStatement insertion = insertions.get(table);
        if (insertion == null) {
            insertion = BatchFunction.insertion(connection, table);
            insertions.put(table, insertion);
        }
        function.offer(batch);
        insertion.execute();
    }

    /**
     * Appends one row to {@code table}.
     *
     * @param cells in the order of the table's columns: String, Long, Integer, Double, Boolean, {@link EpochMillis} or
     *     null
     */
    public void row(String table, @Nullable Object[] cells) throws SQLException {
        DuckDBAppender appender = appenders.get(table);
        if (appender == null) {
            appender = connection.createAppender(table);
            appenders.put(table, appender);
        }
        appender.beginRow();
        for (Object cell : cells) {
            switch (cell) {
                case null -> appender.appendNull();
                case String text -> appender.append(text);
                case Long whole -> appender.append(whole.longValue());
                case Integer count -> appender.append(count.intValue());
                case Double number -> appender.append(number.doubleValue());
                case Boolean flag -> appender.append(flag.booleanValue());
                case EpochMillis time -> appender.appendEpochMicros(time.millis() * 1_000);
                default -> throw new IllegalArgumentException("no column takes a " + cell.getClass());
            }
        }
        appender.endRow();
    }

    /** A moment, UTC, milliseconds since 1970. */
    public record EpochMillis(long millis) {}

    /** Runs a statement after everything appended so far. */
    public void execute(Query query, @Nullable Object... arguments) throws SQLException {
        flush();
        try (var statement = query.prepare(connection, arguments)) {
            statement.execute();
        }
    }

    /** The one number that a query gives, after everything appended so far. */
    public long number(Query query, @Nullable Object... arguments) throws SQLException {
        flush();
        try (var statement = query.prepare(connection, arguments);
                var rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    void flush() throws SQLException {
        for (DuckDBAppender appender : appenders.values()) {
            appender.flush(); // close() would swallow what flush() reports
        }
    }

    @Override
    public void close() throws SQLException {
        for (DuckDBAppender appender : appenders.values()) {
            appender.close();
        }
        appenders.clear();
        for (PreparedStatement insertion : insertions.values()) {
            insertion.close();
        }
        insertions.clear();
    }
}
