package dev.routeproof.proxy.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Everything of one event loop that can run out of time, looked at together on one tick: cheaper than a timer for each
 * request, and exact to one tick.
 */
final class Deadlines {
    /** Something with a time limit. */
    interface Limited {
        /** Looks whether its time is up; {@code now} is {@link System#nanoTime}. */
        void tick(long now);
    }

    private final Set<Limited> limited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayList<Limited> round = new ArrayList<>();

    void add(Limited one) {
        limited.add(one);
    }

    void remove(Limited one) {
        limited.remove(one);
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
