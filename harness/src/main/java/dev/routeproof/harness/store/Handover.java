package dev.routeproof.harness.store;

import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two threads in a row: one of its own makes batches ahead, the caller's takes them in order. What either throws reaches
 * the caller, and neither waits for the other once it has given up.
 */
public final class Handover<T> {
    private static final long PATIENCE_MILLIS = 50;

    /** A batch, or null for the end. */
    private record Item<T>(@Nullable T batch) {}

    private final BlockingQueue<Item<T>> ahead;
    private volatile boolean abandoned;

    private Handover(int most) {
        ahead = new ArrayBlockingQueue<>(most);
    }

    /** Takes a batch. */
    public interface Taker<T> {
        void take(T batch) throws SQLException;
    }

    /**
     * Runs {@code maker} on a thread of that name and gives {@code taker} what it makes; returns when both are done.
     *
     * @param ahead how many batches may wait to be taken
     */
    public static <T> void run(String name, int ahead, Consumer<Consumer<T>> maker, Taker<T> taker)
            throws SQLException {
        new Handover<T>(ahead).both(name, maker, taker);
    }

    private void both(String name, Consumer<Consumer<T>> maker, Taker<T> taker) throws SQLException {
        CompletableFuture<Void> making = CompletableFuture.runAsync(
                () -> {
                    try {
                        maker.accept(batch -> put(new Item<>(batch)));
                    } finally {
                        put(new Item<>(null));
                    }
                },
                task -> Thread.ofPlatform().daemon().name(name).start(task));
        try {
            for (T batch = ahead.take().batch();
                    batch != null;
                    batch = ahead.take().batch()) {
                taker.take(batch);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, stopped);
        } finally {
            abandoned = true;
        }
        try {
            making.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private void put(Item<T> item) {
        try {
            while (!abandoned) {
                if (ahead.offer(item, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading ahead", stopped);
        }
        if (item.batch() != null) {
            throw new IllegalStateException("nobody takes what is read ahead");
        }
    }
}
