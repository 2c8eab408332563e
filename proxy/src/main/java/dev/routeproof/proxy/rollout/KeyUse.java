package dev.routeproof.proxy.rollout;

import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.config.proxy.VirtualKey;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;

/** What each virtual key has used: requests this minute, requests under way, dollars today (UTC). */
public final class KeyUse {
    public enum Admission {
        ADMITTED,
        TOO_MANY_PER_MINUTE,
        TOO_MANY_AT_ONCE,
        BUDGET_USED
    }

    private static final class Used {
        // Owned by this object's lock.
        private long minute;
        private int inMinute;
        private int inFlight;
        private long day;
        private long nanoUsd;
    }

    private final Clock clock;
    private final ConcurrentHashMap<String, Used> used = new ConcurrentHashMap<>();

    public KeyUse(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts a request; each {@code ADMITTED} must be followed by one {@link #end}.
     *
     * @param spends false: the budget is not looked at
     */
    public Admission begin(VirtualKey key, boolean spends) {
        long now = clock.millis();
        Used of = used.computeIfAbsent(key.id(), id -> new Used());
        synchronized (of) {
            if (of.minute != now / 60_000) {
                of.minute = now / 60_000;
                of.inMinute = 0;
            }
            newDay(of, now);
            if (spends
                    && key.usdPerDay() != null
                    && of.nanoUsd >= Money.ofUsd(key.usdPerDay()).nanoUsd()) {
                return Admission.BUDGET_USED;
            }
            if (key.inFlight() != null && of.inFlight >= key.inFlight()) {
                return Admission.TOO_MANY_AT_ONCE;
            }
            if (key.requestsPerMinute() != null && of.inMinute >= key.requestsPerMinute()) {
                return Admission.TOO_MANY_PER_MINUTE;
            }
            of.inMinute++;
            of.inFlight++;
            return Admission.ADMITTED;
        }
    }

    public void end(VirtualKey key) {
        Used of = used.computeIfAbsent(key.id(), id -> new Used());
        synchronized (of) {
            of.inFlight--;
        }
    }

    /** Adds what a request has cost, once it is known. */
    public void spent(String keyId, Money cost) {
        Used of = used.computeIfAbsent(keyId, id -> new Used());
        synchronized (of) {
            newDay(of, clock.millis());
            of.nanoUsd += cost.nanoUsd();
        }
    }

    private static void newDay(Used of, long now) {
        if (of.day != now / 86_400_000) {
            of.day = now / 86_400_000;
            of.nanoUsd = 0;
        }
    }
}
