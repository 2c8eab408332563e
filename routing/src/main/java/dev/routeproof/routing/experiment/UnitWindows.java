package dev.routeproof.routing.experiment;

import dev.routeproof.stats.sequential.BucketRange;
import java.util.ArrayDeque;
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

    private final Consumer<UnitValue> values;

    // Owned by the one thread that feeds exchanges.
    private final ArrayDeque<OpenWindow> inOrder = new ArrayDeque<>();
    private final UnitHistory history = new UnitHistory();
    private int epoch = Integer.MIN_VALUE;
    private long immature;
    private long outOfOrder;
    private long contradictory;

    /**
     * @param asOfMillis the time of the analysis: windows that are not mature by then give no value
     */
    UnitWindows(Rollout rollout, long asOfMillis, Consumer<UnitValue> values) {
        this.window = rollout.window();
        this.maturityMillis = rollout.maturity().toMillis();
        this.asOfMillis = asOfMillis;
        this.returning = rollout.unit() != Rollout.UnitKind.REQUEST;
        this.values = values;
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
            var window = new OpenWindow(exchange.unit(), slice, exchange, share, true, thresholds);
            window.include(exchange);
            inOrder.add(window);
        }
    }

    private void observeReturning(Exchange exchange, int slice, Thresholds thresholds) {
        long key = UnitKey.inSlice(exchange.unit(), slice);
        int slot = history.slot(key);
        OpenWindow current = history.window(slot);
        if (current == null && history.lastEpoch(slot) != epoch) {
            current = expose(exchange, slice, key, slot, thresholds);
        }
        if (current != null && current.arm == exchange.arm() && current.requests() < window.requests()) {
            current.include(exchange);
        }
    }

    /** Closes every window whose full length has passed at the time of the analysis. */
    void finish() {
        closeUntil(asOfMillis, false);
        immature += inOrder.size();
        inOrder.clear();
        history.closeAll();
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
            history.put(slot, key, BucketRange.UNKNOWN, epoch, null);
            return null;
        }
        var exposed = new OpenWindow(key, slice, exchange, propensity, !history.knows(slot), thresholds);
        history.put(slot, key, range.after(candidate, share), epoch, exposed);
        inOrder.add(exposed);
        return exposed;
    }

    private void closeUntil(long nowMillis, boolean epochEnds) {
        long length = window.length().toMillis();
        while (!inOrder.isEmpty() && (epochEnds || inOrder.peek().atMillis + length <= nowMillis)) {
            OpenWindow closed = inOrder.remove();
            if (returning) {
                history.close(closed.key);
            }
            long end = Math.min(closed.atMillis + length, nowMillis);
            if (end + maturityMillis <= asOfMillis) {
                values.accept(closed.value(end + maturityMillis));
            } else {
                immature++;
            }
        }
    }
}
