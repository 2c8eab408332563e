package dev.routeproof.proxy.http;

import java.util.ArrayList;

/**
 * Everything of one event loop that can run out of time, looked at together on one tick: cheaper than a timer for each
 * request, and exact to one tick.
 */
final class Deadlines {
    private static final int NOWHERE = -1;

    /** Something with a time limit; knows its place among the others, so that nobody has to look for it. */
    abstract static class Limited {
        private int place = NOWHERE;

        /** Looks whether its time is up; {@code now} is {@link System#nanoTime}. */
        abstract void tick(long now);
    }

    private final ArrayList<Limited> limited = new ArrayList<>();
    private final ArrayList<Limited> round = new ArrayList<>();

    /** @param one stands nowhere yet */
    void add(Limited one) {
        one.place = limited.size();
        limited.add(one);
    }

    /** The last one takes its place; nothing happens to one that stands nowhere. */
    void remove(Limited one) {
        if (one.place == NOWHERE) {
            return;
        }
        Limited last = limited.removeLast();
        if (last != one) {
            limited.set(one.place, last);
            last.place = one.place;
        }
        one.place = NOWHERE;
    }

    int size() {
        return limited.size();
    }

    void tick(long now) {
        round.addAll(limited);
        for (Limited one : round) {
            one.tick(now);
        }
        round.clear();
    }
}
