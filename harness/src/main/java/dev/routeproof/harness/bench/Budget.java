package dev.routeproof.harness.bench;

import dev.routeproof.routing.catalog.Money;
import org.jspecify.annotations.Nullable;

/**
 * The money of a run: an estimate is reserved before each call and settled after it, so that what is spent never
 * exceeds the budget by more than the calls under way cost above their estimates.
 */
final class Budget {
    private final @Nullable Money most;

    // Guarded by this.
    private long spent;
    private long reserved;
    private boolean closed;

    /** {@code most} null: no limit; {@code spent} was paid before, by the part of the run that is resumed. */
    Budget(@Nullable Money most, Money spent) {
        this.most = most;
        this.spent = spent.nanoUsd();
    }

    /** Reserves for one call, waiting for calls under way to settle where that may make room; false: no room. */
    synchronized boolean reserve(Money estimate) throws InterruptedException {
        while (!closed) {
            if (most == null || spent + reserved + estimate.nanoUsd() <= most.nanoUsd()) {
                reserved += estimate.nanoUsd();
                return true;
            }
            if (reserved == 0) {
                return false;
            }
            wait();
        }
        return false;
    }

    synchronized void settle(Money estimate, Money actual) {
        reserved -= estimate.nanoUsd();
        spent += actual.nanoUsd();
        notifyAll();
    }

    /** Wakes those who wait for room; they get none. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized Money spent() {
        return new Money(spent);
    }
}
