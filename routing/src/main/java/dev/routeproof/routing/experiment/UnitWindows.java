package dev.routeproof.routing.experiment;

import dev.routeproof.stats.sequential.BucketRange;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
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
    private final Map<Long, Open> open = new HashMap<>();
    private final ArrayDeque<Open> inOrder = new ArrayDeque<>();
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
        long key = UnitKey.inSlice(exchange.unit(), slice);
        Open current = open.get(key);
        if (current == null) {
            current = expose(exchange, slice, key, thresholds);
        }
        if (current != null && current.arm == exchange.arm() && current.requests < window.requests()) {
            current.include(exchange);
        }
    }

    /** Closes every window whose full length has passed at the time of the analysis. */
    void finish() {
        closeUntil(asOfMillis, false);
        immature += inOrder.size();
        inOrder.clear();
        open.clear();
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

    private @Nullable Open expose(Exchange exchange, int slice, long key, Thresholds thresholds) {
        double share = exchange.propensities().candidate();
        boolean candidate = !exchange.arm().baseline();
        double propensity = share;
        boolean fresh = true;
        if (returning) {
            if (history.lastEpoch(key) == epoch) {
                return null;
            }
            fresh = !history.knows(key);
            BucketRange range = history.range(key);
            propensity = range.propensity(share);
            if (propensity == (candidate ? 0 : 1)) {
                contradictory++;
                history.put(key, BucketRange.UNKNOWN, epoch);
                return null;
            }
            history.put(key, range.after(candidate, share), epoch);
        }
        Open exposed = new Open(key, slice, epoch, exchange, propensity, fresh, thresholds);
        open.put(key, exposed);
        inOrder.add(exposed);
        return exposed;
    }

    private void closeUntil(long nowMillis, boolean epochEnds) {
        long length = window.length().toMillis();
        while (!inOrder.isEmpty() && (epochEnds || inOrder.peek().atMillis + length <= nowMillis)) {
            Open closed = inOrder.remove();
            open.remove(closed.key);
            long end = Math.min(closed.atMillis + length, nowMillis);
            if (end + maturityMillis <= asOfMillis) {
                values.accept(closed.value(end + maturityMillis));
            } else {
                immature++;
            }
        }
    }

    /** A window that is open. */
    private static final class Open {
        private final long key;
        private final int slice;
        private final int epoch;
        private final long atMillis;
        private final Arm arm;
        private final double propensity;
        private final boolean fresh;
        private final Thresholds thresholds;
        private int requests;
        private int bad;
        private int errors;
        private int slowP95;
        private int slowP99;
        private int costed;
        private double clipped;
        private double costUsd;

        Open(long key, int slice, int epoch, Exchange first, double propensity, boolean fresh, Thresholds thresholds) {
            this.key = key;
            this.slice = slice;
            this.epoch = epoch;
            this.atMillis = first.atMillis();
            this.arm = first.arm();
            this.propensity = propensity;
            this.fresh = fresh;
            this.thresholds = thresholds;
        }

        void include(Exchange exchange) {
            requests++;
            bad += exchange.bad() || exchange.failed() ? 1 : 0;
            errors += exchange.failed() ? 1 : 0;
            slowP95 += exchange.slowerThan(thresholds.p95Millis()) ? 1 : 0;
            slowP99 += exchange.slowerThan(thresholds.p99Millis()) ? 1 : 0;
            if (!Double.isNaN(exchange.costUsd())) {
                costed++;
                costUsd += exchange.costUsd();
                clipped += Math.min(exchange.costUsd(), thresholds.costCapUsd());
            }
        }

        UnitValue value(long knownAtMillis) {
            boolean timed = !Double.isNaN(thresholds.p95Millis());
            double cap = thresholds.costCapUsd();
            boolean priced = costed > 0 && cap > 0;
            return new UnitValue(
                    slice,
                    epoch,
                    arm,
                    propensity,
                    fresh,
                    bad / (double) requests,
                    errors / (double) requests,
                    timed ? slowP95 / (double) requests : Double.NaN,
                    timed ? slowP99 / (double) requests : Double.NaN,
                    priced ? Math.clamp(clipped / (costed * cap), 0, 1) : Double.NaN,
                    costed > 0 ? costUsd / costed : Double.NaN,
                    knownAtMillis);
        }
    }
}
