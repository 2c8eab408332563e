package dev.routeproof.harness.store;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The store of one evidence home: {@code store.duckdb} with all tables in place.
 *
 * <p>Calls block until the owning thread has done them; any thread may call. SQL reaches no file and no network.
 */
public final class Store implements AutoCloseable {
    private final OwnerThread owner;
    private final Connection connection;
    /** Owned by the owning thread. */
    private final Map<String, BatchFunction> functions = new HashMap<>();

    private Store(OwnerThread owner, Connection connection) {
        this.owner = owner;
        this.connection = connection;
    }

    /** Opens or creates the store in {@code home}; {@link UserError} where another process holds it. */
    public static Store open(Path home) {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UserError(
                    Exit.BAD_CONFIG,
                    "--home " + home + " cannot be made (" + e.getMessage() + "); name another folder.");
        }
        return connect(file(home), Store::prepare);
    }

    /** Opens the store of {@code home} so that no SQL can change it; {@link UserError} where there is none. */
    public static Store openToRead(Path home) {
        String file = file(home);
        if (!Files.isRegularFile(Path.of(file))) {
            throw new UserError(
                    Exit.BAD_CONFIG,
                    file
                            + " is not there. harness bench and harness ingest make it; --home names the folder it is in.");
        }
        return connect(file, Store::prepareToRead);
    }

    private static String file(Path home) {
        return home.resolve("store.duckdb").toString();
    }

    /** A store that is gone when closed. */
    public static Store inMemory() {
        return connect("", Store::prepare);
    }

    private static Store connect(String file, Preparation preparation) {
        var owner = new OwnerThread();
        try {
            return new Store(owner, owner.call("opening " + file, () -> preparation.connection(file)));
        } catch (RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    private static Connection prepare(String file) throws SQLException {
        var connection = connection(file, "automatic");
        Migrations.apply(connection);
        return connection;
    }

    /** A store of an earlier version gets the tables of this one first. */
    private static Connection prepareToRead(String file) throws SQLException {
        var connection = connection(file, "read_only");
        if (Migrations.complete(connection)) {
            return connection;
        }
        connection.close();
        prepare(file).close();
        return connection(file, "read_only");
    }

    private static Connection connection(String file, String accessMode) {
        var settings = new Properties();
        settings.setProperty("access_mode", accessMode);
        settings.setProperty("enable_external_access", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("memory_limit", "1GB");
        // A checkpoint packs the last rows of every table anew, so one of many appends is enough: the one at the end.
        settings.setProperty("checkpoint_threshold", "128MB");
        try {
            return DriverManager.getConnection("jdbc:duckdb:" + file, settings);
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("lock")) {
                throw new UserError(
                        Exit.BAD_CONFIG,
                        file + " is in use by another harness. Wait for it to end, or give this one its own --home.");
            }
            throw new UserError(
                    Exit.BAD_CONFIG,
                    file + " cannot be opened: " + e.getMessage()
                            + "\nIt is only an index: delete it and rerun the same"
                            + " commands; answers are remembered in cache/ and are not paid again.");
        }
    }

    /** The rows of a question, in its order. */
    public <T> List<T> query(Query query, RowReader<T> reader, @Nullable Object... arguments) {
        var rows = new ArrayList<T>();
        each(query, row -> rows.add(reader.read(row)), arguments);
        return rows;
    }

    /** Gives the rows of a question to {@code taker}, in its order, on the owning thread: none of them is kept. */
    public void each(Query query, RowTaker taker, @Nullable Object... arguments) {
        owner.call(query.name(), () -> {
            try (var statement = query.prepare(connection, arguments)) {
                try (var result = statement.executeQuery()) {
                    taker.start(result);
                    while (result.next()) {
                        taker.row(result);
                    }
                }
                return true;
            }
        });
    }

    /** Takes the rows of a question one by one. */
    public interface RowTaker {
        /** Called once before the first row, also where there is none: the columns are known then. */
        default void start(ResultSet rows) throws SQLException {}

        void row(ResultSet row) throws SQLException;
    }

    /** Runs a statement that changes rows; gives how many. */
    public int update(Query query, @Nullable Object... arguments) {
        return owner.call(query.name(), () -> {
            try (var statement = query.prepare(connection, arguments)) {
                return statement.executeUpdate();
            }
        });
    }

    /** Appends rows of any tables; all of them or none. */
    public void append(List<? extends Row> rows) {
        var byTable = new LinkedHashMap<String, List<Row>>();
        rows.forEach(row ->
                byTable.computeIfAbsent(row.table(), table -> new ArrayList<>()).add(row));
        atomically("appending rows", () -> {
            for (var table : byTable.entrySet()) {
                try (var appender = ((DuckDBConnection) connection).createAppender(table.getKey())) {
                    var cells = new Cells(appender);
                    for (var row : table.getValue()) {
                        appender.beginRow();
                        row.fill(cells);
                        appender.endRow();
                    }
                    appender.flush(); // close() would swallow what flush() reports
                }
            }
        });
    }

    /** Runs {@code load} on the owning thread, in one transaction: all of it or nothing. */
    public void load(String what, Load load) {
        atomically(what, () -> {
            try (var loading = new Loading((DuckDBConnection) connection, functions)) {
                load.run(loading);
                loading.flush();
            }
        });
    }

    /** A change of many rows. */
    public interface Load {
        void run(Loading loading) throws SQLException;
    }

    private void atomically(String what, Work work) {
        owner.call(what, () -> {
            connection.setAutoCommit(false);
            try {
                begin();
                work.run();
                connection.commit();
                return true;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    /** The driver begins a transaction with its first statement; without one, appenders commit every 2,048 rows. */
    private void begin() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    @Override
    public void close() {
        owner.call("closing the store", () -> {
            connection.close();
            return true;
        });
        owner.close();
    }

    private interface Preparation {
        Connection connection(String file) throws SQLException;
    }

    private interface Work {
        void run() throws SQLException;
    }
}
