package dev.routeproof.routing.experiment;

import dev.routeproof.stats.sequential.BucketRange;
import java.util.function.Consumer;

/**
 * Turns exchanges, in the order of their time, into unit values, in the order of exposure (statistics, ground rules 3
 * and 4).
 *
 * <p>A window opens with a unit's first exchange in a slice and epoch, takes the first K, and closes after its full
 * length or at the end of the epoch; all are equally long, so the first to open is the first to close, whatever the arm.
 * Memory: the open windows, and one small row for each unit and slice ever seen.
 */
final class UnitWindows {
    /** Of a unit that has no window: no open one of the same unit can have it. */
    private static final int NO_TICKET = 0;

    private final Rollout.Window window;
    private final long asOfMillis;
    private final long maturityMillis;
    /** False where every unit is seen once (the unit is the request), which saves the rows. */
    private final boolean returning;

    private final Consumer<UnitValue> closed;

    // Owned by the one thread that feeds exchanges.
    private final OpenWindows open = new OpenWindows();
    private final UnitHistory history = new UnitHistory();
    private int epoch = Integer.MIN_VALUE;
    private long immature;
    private long outOfOrder;
    private long contradictory;

    /**
     * @param asOfMillis the time of the analysis: windows that are not mature by then give no value
     * @param closed gets the values of windows that closed
     */
    UnitWindows(Rollout rollout, long asOfMillis, Consumer<UnitValue> closed) {
        this.window = rollout.window();
        this.maturityMillis = rollout.maturity().toMillis();
        this.asOfMillis = asOfMillis;
        this.returning = rollout.unit() != Rollout.UnitKind.REQUEST;
        this.closed = closed;
    }

    /** Fetches what is known of units in their slices that will be observed next. */
    void expect(long[] keys) {
        if (returning) {
            history.fetch(keys);
        }
    }

    void observe(Exchange exchange, int slice, Thresholds thresholds) {
        if (exchange.epoch() < epoch) {
            outOfOrder++;
            return;
        }
        if (exchange.epoch() > epoch) {
            closeUntil(exchange.atMillis(), true);
            epoch = exchange.epoch();
            history.startEpoch();
        } else {
            closeUntil(exchange.atMillis(), false);
        }
        if (returning) {
            observeReturning(exchange, slice, thresholds);
        } else {
            double share = exchange.propensities().compared().candidate();
            open.include(open.add(exchange.unit(), slice, exchange, share, true, thresholds), exchange);
        }
    }

    private void observeReturning(Exchange exchange, int slice, Thresholds thresholds) {
        long key = UnitKey.inSlice(exchange.unit(), slice);
        int slot = history.slot(key);
        if (!history.seen(slot)) {
            expose(exchange, slice, key, slot, thresholds);
        } else {
            int ticket = history.ticket(slot);
            if (open.holds(ticket, key)
                    && open.arm(ticket) == exchange.arm()
                    && open.requests(ticket) < window.requests()) {
                open.include(ticket, exchange);
            }
        }
    }

    /** Closes every window whose full length has passed at the time of the analysis; nothing is observed after it. */
    void finish() {
        closeUntil(asOfMillis, false);
        while (!open.isEmpty()) {
            open.dropOldest();
            immature++;
        }
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

    private void expose(Exchange exchange, int slice, long key, int slot, Thresholds thresholds) {
        double share = exchange.propensities().compared().candidate();
        boolean candidate = !exchange.arm().baseline();
        BucketRange range = history.range(slot);
        double propensity = range.propensity(share);
        if (propensity == (candidate ? 0 : 1)) {
            contradictory++;
            history.see(slot, key, BucketRange.UNKNOWN, NO_TICKET);
            return;
        }
        int ticket = open.add(key, slice, exchange, propensity, !history.knows(slot), thresholds);
        open.include(ticket, exchange);
        history.see(slot, key, range.after(candidate, share), ticket);
    }

    private void closeUntil(long nowMillis, boolean epochEnds) {
        long length = window.length().toMillis();
        while (!open.isEmpty() && (epochEnds || open.oldestMillis() + length <= nowMillis)) {
            long known = Math.min(open.oldestMillis() + length, nowMillis) + maturityMillis;
            if (known <= asOfMillis) {
                closed.accept(open.removeOldest(epoch, known));
            } else {
                open.dropOldest();
                immature++;
            }
        }
    }
}
