package dev.routeproof.routing.experiment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where the unit values of one slice enter it, in order: on the spot, or on another thread, which may be 8,000 values
 * behind. The results are the same.
 */
final class Backstage {
    private static final int BATCH = 1_024;
    private static final int MOST_BATCHES = 8;

    private final @Nullable Executor executor;

    // Owned by the thread that feeds exchanges.
    private final ArrayDeque<CompletableFuture<Void>> underWay = new ArrayDeque<>();
    private List<Runnable> filling = new ArrayList<>(BATCH);

    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** {@code executor} null: on the spot. */
    Backstage(@Nullable Executor executor) {
        this.executor = executor;
    }

    void run(Runnable entry) {
        if (executor == null) {
            entry.run();
            return;
        }
        filling.add(entry);
        if (filling.size() == BATCH) {
            pass(executor);
        }
    }

    /** Waits until everything has entered. */
    void settle() {
        if (executor != null) {
            pass(executor);
        }
        while (!underWay.isEmpty()) {
            underWay.remove().join();
        }
    }

    private void pass(Executor other) {
        while (underWay.size() >= MOST_BATCHES) {
            underWay.remove().join();
        }
        List<Runnable> batch = filling;
        last = last.thenRunAsync(() -> batch.forEach(Runnable::run), other);
        underWay.add(last);
        filling = new ArrayList<>(BATCH);
    }
}
