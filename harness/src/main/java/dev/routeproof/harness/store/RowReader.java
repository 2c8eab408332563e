package dev.routeproof.harness.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a {@code T} of the row a result set stands on. */
@FunctionalInterface
public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
}
