package dev.routeproof.harness.experiment;

import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import java.util.List;

/** How the exchanges of an experiment lie in time: the minutes of each epoch that have any, epoch after epoch. */
record LogMinutes(List<Minute> all) {
    private static final Query MINUTES = Query.of(LogMinutes.class, "minutes.sql");

    LogMinutes {
        all = List.copyOf(all);
    }

    /**
     * One minute of one epoch.
     *
     * @param minute since 1970
     * @param withoutUnit exchanges that name no unit
     * @param lastMillis Unix time of the last exchange
     */
    record Minute(int epoch, long minute, long exchanges, long withoutUnit, long lastMillis) {}

    static LogMinutes of(Store store, String experiment) {
        return new LogMinutes(store.query(
                MINUTES,
                row -> new Minute(row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)),
                experiment));
    }

    long exchanges() {
        return all.stream().mapToLong(Minute::exchanges).sum();
    }

    long withoutUnit() {
        return all.stream().mapToLong(Minute::withoutUnit).sum();
    }

    /** Unix time of the last exchange; 0 where there is none. */
    long lastMillis() {
        return all.stream().mapToLong(Minute::lastMillis).max().orElse(0);
    }
}
