package dev.routeproof.harness.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** The cells of one row, filled from left to right; null is SQL's NULL. */
final class Cells {
    private final DuckDBAppender appender;

    Cells(DuckDBAppender appender) {
        this.appender = appender;
    }

    Cells text(@Nullable String value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else {
            appender.append(value);
        }
        return this;
    }

    Cells whole(@Nullable Long value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else {
            appender.append(value.longValue());
        }
        return this;
    }

    Cells count(@Nullable Integer value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else {
            appender.append(value.intValue());
        }
        return this;
    }

    Cells number(@Nullable Double value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else {
            appender.append(value.doubleValue());
        }
        return this;
    }

    Cells flag(boolean value) throws SQLException {
        appender.append(value);
        return this;
    }

    Cells time(@Nullable Instant value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else {
            appender.appendEpochMicros(ChronoUnit.MICROS.between(Instant.EPOCH, value));
        }
        return this;
    }
}
