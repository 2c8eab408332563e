package dev.routeproof.routing.experiment;

import java.util.Arrays;

/**
 * The windows that take requests, in the order in which they were opened; the oldest closes first. A ticket finds one
 * again while it is open.
 *
 * <p>Arrays of numbers, because there are as many windows as units in a day: about 110 bytes each, which the
 * collector never copies, and which lie in the order in which they are closed.
 */
final class OpenWindows {
    // Of each window in counts:
    private static final int REQUESTS = 0;
    private static final int BAD = 1;
    private static final int LIKED = 2;
    private static final int ERRORS = 3;
    private static final int UNTIMED = 4;
    private static final int SLOW_P95 = 5;
    private static final int SLOW_P99 = 6;
    private static final int COSTED = 7;
    private static final int COUNTS = 8;

    // Of each window in amounts:
    private static final int PROPENSITY = 0;
    private static final int P95_MILLIS = 1;
    private static final int P99_MILLIS = 2;
    private static final int COST_CAP_USD = 3;
    private static final int CLIPPED_USD = 4;
    private static final int COST_USD = 5;
    private static final int AMOUNTS = 6;

    // A ring: a window's place is the low bits of its ticket.
    private long[] units;
    private long[] opened;
    private int[] slices;
    private Arm[] arms;
    private boolean[] fresh;
    private int[] counts;
    private double[] amounts;

    private int oldest;
    private int next;

    OpenWindows() {
        this(1 << 10);
    }

    private OpenWindows(int room) {
        units = new long[room];
        opened = new long[room];
        slices = new int[room];
        arms = new Arm[room];
        fresh = new boolean[room];
        counts = new int[COUNTS * room];
        amounts = new double[AMOUNTS * room];
    }

    /** Opens a window for what {@code first} belongs to, without including it; its ticket. */
    int add(long unit, int slice, Exchange first, double propensity, boolean fresh, Thresholds thresholds) {
        if (next - oldest == units.length) {
            grow();
        }
        int place = place(next);
        units[place] = unit;
        opened[place] = first.atMillis();
        slices[place] = slice;
        arms[place] = first.arm();
        this.fresh[place] = fresh;
        int count = COUNTS * place;
        Arrays.fill(counts, count, count + COUNTS, 0);
        int amount = AMOUNTS * place;
        amounts[amount + PROPENSITY] = propensity;
        amounts[amount + P95_MILLIS] = thresholds.p95Millis();
        amounts[amount + P99_MILLIS] = thresholds.p99Millis();
        amounts[amount + COST_CAP_USD] = thresholds.costCapUsd();
        amounts[amount + CLIPPED_USD] = 0;
        amounts[amount + COST_USD] = 0;
        return next++;
    }

    /** Whether {@code ticket}, once given for a window of {@code unit}, names one that is open. */
    boolean holds(int ticket, long unit) {
        // A ticket comes round again after four thousand million windows: then the place holds another unit.
        return ticket - oldest >= 0 && ticket - next < 0 && units[place(ticket)] == unit;
    }

    boolean isEmpty() {
        return next == oldest;
    }

    Arm arm(int ticket) {
        return arms[place(ticket)];
    }

    int requests(int ticket) {
        return counts[COUNTS * place(ticket) + REQUESTS];
    }

    void include(int ticket, Exchange exchange) {
        int count = COUNTS * place(ticket);
        int amount = AMOUNTS * place(ticket);
        counts[count + REQUESTS]++;
        counts[count + BAD] += exchange.bad() || exchange.failed() ? 1 : 0;
        counts[count + LIKED] += exchange.liked() ? 1 : 0;
        counts[count + ERRORS] += exchange.failed() ? 1 : 0;
        counts[count + UNTIMED] += exchange.untimed() ? 1 : 0;
        counts[count + SLOW_P95] += exchange.slowerThan(amounts[amount + P95_MILLIS]) ? 1 : 0;
        counts[count + SLOW_P99] += exchange.slowerThan(amounts[amount + P99_MILLIS]) ? 1 : 0;
        double cost = exchange.costUsd();
        if (!Double.isNaN(cost)) {
            counts[count + COSTED]++;
            amounts[amount + COST_USD] += cost;
            amounts[amount + CLIPPED_USD] += Math.min(cost, amounts[amount + COST_CAP_USD]);
        }
    }

    /** When the oldest window was opened, milliseconds of Unix time. */
    long oldestMillis() {
        return opened[place(oldest)];
    }

    /** Closes the oldest window; what it says of its unit. */
    UnitValue removeOldest(int epoch, long knownAtMillis) {
        int place = place(oldest++);
        int count = COUNTS * place;
        int amount = AMOUNTS * place;
        double n = counts[count + REQUESTS];
        int costed = counts[count + COSTED];
        double cap = amounts[amount + COST_CAP_USD];
        boolean timed = !Double.isNaN(amounts[amount + P95_MILLIS]);
        boolean priced = costed > 0 && cap > 0;
        return new UnitValue(
                slices[place],
                epoch,
                arms[place],
                amounts[amount + PROPENSITY],
                fresh[place],
                counts[count + BAD] / n,
                counts[count + ERRORS] / n,
                timed ? counts[count + SLOW_P95] / n : Double.NaN,
                timed ? counts[count + SLOW_P99] / n : Double.NaN,
                priced ? Math.clamp(amounts[amount + CLIPPED_USD] / (costed * cap), 0, 1) : Double.NaN,
                costed > 0 ? amounts[amount + COST_USD] / costed : Double.NaN,
                counts[count + LIKED] / n,
                counts[count + UNTIMED] / n,
                knownAtMillis,
                units[place]);
    }

    /** Forgets the oldest window. */
    void dropOldest() {
        oldest++;
    }

    private int place(int ticket) {
        return ticket & (units.length - 1);
    }

    private void grow() {
        int before = units.length;
        var larger = new OpenWindows(2 * before);
        for (int ticket = oldest; ticket != next; ticket++) {
            int from = ticket & (before - 1);
            int to = larger.place(ticket);
            larger.units[to] = units[from];
            larger.opened[to] = opened[from];
            larger.slices[to] = slices[from];
            larger.arms[to] = arms[from];
            larger.fresh[to] = fresh[from];
            System.arraycopy(counts, COUNTS * from, larger.counts, COUNTS * to, COUNTS);
            System.arraycopy(amounts, AMOUNTS * from, larger.amounts, AMOUNTS * to, AMOUNTS);
        }
        units = larger.units;
        opened = larger.opened;
        slices = larger.slices;
        arms = larger.arms;
        fresh = larger.fresh;
        counts = larger.counts;
        amounts = larger.amounts;
    }
}
