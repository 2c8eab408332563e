package dev.routeproof.routing.experiment;

import dev.routeproof.stats.sequential.BucketRange;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns exchanges, in the order of their time, into unit values, in the order of exposure (statistics, ground rules 3
 * and 4).
 *
 * <p>A window opens with a unit's first exchange in a slice and epoch, takes the first K, and closes after its full
 * length or at the end of the epoch; all are equally long, so the first to open is the first to close, whatever the arm.
 * Memory: the open windows, and one small row for each unit and slice ever seen.
 */
final class UnitWindows {
    private final Rollout.Window window;
    private final long asOfMillis;
    private final long maturityMillis;
    /** False where every unit is seen once (the unit is the request), which saves the rows. */
    private final boolean returning;

    private final Consumer<OpenWindow> closed;

    // Owned by the one thread that feeds exchanges.
    private final OpenWindows inOrder = new OpenWindows();
    private final UnitHistory history = new UnitHistory();
    private int epoch = Integer.MIN_VALUE;
    private long immature;
    private long outOfOrder;
    private long contradictory;

    /**
     * @param asOfMillis the time of the analysis: windows that are not mature by then give no value
     * @param closed gets the windows that have a value
     */
    UnitWindows(Rollout rollout, long asOfMillis, Consumer<OpenWindow> closed) {
        this.window = rollout.window();
        this.maturityMillis = rollout.maturity().toMillis();
        this.asOfMillis = asOfMillis;
        this.returning = rollout.unit() != Rollout.UnitKind.REQUEST;
        this.closed = closed;
    }

    void observe(Exchange exchange, int slice, Thresholds thresholds) {
        if (exchange.epoch() < epoch) {
            outOfOrder++;
            return;
        }
        if (exchange.epoch() > epoch) {
            closeUntil(exchange.atMillis(), true);
            epoch = exchange.epoch();
        } else {
            closeUntil(exchange.atMillis(), false);
        }
        if (returning) {
            observeReturning(exchange, slice, thresholds);
        } else {
            double share = exchange.propensities().compared().candidate();
            var window = new OpenWindow(exchange.unit(), slice, exchange, share, true, 0, thresholds);
            window.include(exchange);
            inOrder.add(window);
        }
    }

    private void observeReturning(Exchange exchange, int slice, Thresholds thresholds) {
        long key = UnitKey.inSlice(exchange.unit(), slice);
        int slot = history.slot(key);
        OpenWindow current = history.isOpen(slot) ? inOrder.of(history.ticket(slot)) : null;
        if (current == null && history.lastEpoch(slot) != epoch) {
            current = expose(exchange, slice, key, slot, thresholds);
        }
        if (current != null && current.arm == exchange.arm() && current.requests() < window.requests()) {
            current.include(exchange);
        }
    }

    /** Closes every window whose full length has passed at the time of the analysis; nothing is observed after it. */
    void finish() {
        closeUntil(asOfMillis, false);
        immature += inOrder.size();
        inOrder.clear();
    }

    /** Windows that were not mature at the time of the analysis. */
    long immature() {
        return immature;
    }

    /** Exchanges of an epoch that had ended. */
    long outOfOrder() {
        return outOfOrder;
    }

    /** Units found in an arm that a keyed hash could not have sent them to, given where they were before. */
    long contradictory() {
        return contradictory;
    }

    private @Nullable OpenWindow expose(Exchange exchange, int slice, long key, int slot, Thresholds thresholds) {
        double share = exchange.propensities().compared().candidate();
        boolean candidate = !exchange.arm().baseline();
        BucketRange range = history.range(slot);
        double propensity = range.propensity(share);
        if (propensity == (candidate ? 0 : 1)) {
            contradictory++;
            history.close(slot, key, epoch, history.index(BucketRange.UNKNOWN));
            return null;
        }
        var exposed = new OpenWindow(
                key,
                slice,
                exchange,
                propensity,
                !history.knows(slot),
                history.index(range.after(candidate, share)),
                thresholds);
        history.open(slot, key, epoch, inOrder.add(exposed));
        return exposed;
    }

    private void closeUntil(long nowMillis, boolean epochEnds) {
        long length = window.length().toMillis();
        while (!inOrder.isEmpty() && (epochEnds || inOrder.first().atMillis + length <= nowMillis)) {
            OpenWindow oldest = inOrder.removeFirst();
            if (returning) {
                history.close(history.slot(oldest.key), oldest.key, oldest.epoch, oldest.range);
            }
            long end = Math.min(oldest.atMillis + length, nowMillis);
            if (end + maturityMillis <= asOfMillis) {
                oldest.close(end + maturityMillis);
                closed.accept(oldest);
            } else {
                immature++;
            }
        }
    }
}
