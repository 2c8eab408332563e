package dev.routeproof.harness.bench;

import dev.routeproof.harness.store.Row;
import dev.routeproof.harness.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Rows on their way to the store, handed over by the thousand. Safe for use by many threads. */
final class RowBuffer {
    private static final int BATCH = 2_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Store store;
    private List<Row> rows = new ArrayList<>(BATCH);

    RowBuffer(Store store) {
        this.store = store;
    }

    void add(List<? extends Row> more) {
        List<Row> full = List.of();
        lock.lock();
        try {
            rows.addAll(more);
            if (rows.size() >= BATCH) {
                full = rows;
                rows = new ArrayList<>(BATCH);
            }
        } finally {
            lock.unlock();
        }
        if (!full.isEmpty()) {
            store.append(full);
        }
    }

    void flush() {
        lock.lock();
        try {
            store.append(rows);
            rows = new ArrayList<>();
        } finally {
            lock.unlock();
        }
    }
}
