package dev.routeproof.routing.experiment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The open windows in the order in which they were opened; the oldest closes first. A ticket finds one again. */
final class OpenWindows {
    /** A ring: where a window stands is the low bits of its ticket. */
    private @Nullable OpenWindow[] ring = new OpenWindow[1 << 10];

    private int oldest;
    private int next;

    /** The ticket of {@code window}, at least 0. */
    int add(OpenWindow window) {
        if (next - oldest == ring.length) {
            grow();
        }
        ring[place(next)] = window;
        return next++ & Integer.MAX_VALUE;
    }

    /** The window of a ticket that has not been removed. */
    OpenWindow of(int ticket) {
        return present(ring[place(ticket)]);
    }

    boolean isEmpty() {
        return next == oldest;
    }

    int size() {
        return next - oldest;
    }

    OpenWindow first() {
        return of(oldest);
    }

    OpenWindow removeFirst() {
        OpenWindow window = first();
        ring[place(oldest++)] = null;
        return window;
    }

    void clear() {
        Arrays.fill(ring, null);
        oldest = next;
    }

    private int place(int ticket) {
        return ticket & (ring.length - 1);
    }

    private void grow() {
        @Nullable OpenWindow[] before = ring;
        ring = new OpenWindow[2 * before.length];
        for (int ticket = oldest; ticket != next; ticket++) {
            ring[place(ticket)] = before[ticket & (before.length - 1)];
        }
    }

    private static OpenWindow present(@Nullable OpenWindow window) {
        if (window == null) {
            throw new IllegalStateException("no window has this ticket");
        }
        return window;
    }
}
