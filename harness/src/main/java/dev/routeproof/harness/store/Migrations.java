package dev.routeproof.harness.store;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Brings a store's tables to what this version needs; each file runs once, in its own transaction. */
final class Migrations {
    private static final List<String> FILES = List.of(
            "0001-bench.sql",
            "0002-evidence.sql",
            "0003-exchanges.sql",
            "0004-epoch-experiment.sql",
            "0005-mirror.sql",
            "0006-exploring.sql");

    private Migrations() {}

    static void apply(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create table if not exists migration (ordinal integer primary key, file varchar)");
        }
        int done = applied(connection);
        for (int i = done; i < FILES.size(); i++) {
            run(connection, i, FILES.get(i));
        }
    }

    /** True where nothing is left to bring to the store. */
    static boolean complete(Connection connection) throws SQLException {
        return count(connection, "duckdb_tables() where table_name = 'migration'") > 0
                && applied(connection) == FILES.size();
    }

    private static int applied(Connection connection) throws SQLException {
        int done = count(connection, "migration");
        if (done > FILES.size()) {
            throw new UserError(
                    Exit.BAD_CONFIG,
                    "The store was written by a newer Routeproof (migration " + done + ", this one knows "
                            + FILES.size() + "). Use that version, or another --home.");
        }
        return done;
    }

    private static int count(Connection connection, String rowsOf) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + rowsOf)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void run(Connection connection, int ordinal, String file) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement();
                var insert = connection.prepareStatement("insert into migration values (?, ?)")) {
            statement.execute(Query.of(Migrations.class, "migrations/" + file).sql());
            insert.setInt(1, ordinal);
            insert.setString(2, file);
            insert.execute();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
