package dev.routeproof.proxy.rollout;

import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.config.proxy.VirtualKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What each virtual key has used: requests this minute, requests under way, dollars today (UTC). The dollars are kept in a
 * file as often as {@link #keep} is called, so that a restart gives no budget back.
 */
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

    private static final long MINUTE_MILLIS = 60_000;
    private static final long DAY_MILLIS = 86_400_000;

    private final @Nullable KeySpendFile file;
    private final Clock clock;
    private final ConcurrentHashMap<String, Used> used = new ConcurrentHashMap<>();
    private final AtomicBoolean unkept = new AtomicBoolean();

    /** @param file where the day's dollars are kept; null: in memory only */
    public KeyUse(@Nullable Path file, Clock clock) {
        this.file = file == null ? null : new KeySpendFile(file);
        this.clock = clock;
        if (this.file != null) {
            long today = today();
            try {
                this.file.read(today).forEach((id, nanoUsd) -> begun(id, today, nanoUsd));
            } catch (IOException unreadable) {
                System.err.println("what the keys have spent today cannot be read, so all begin anew: " + unreadable);
            }
        }
    }

    private void begun(String id, long day, long nanoUsd) {
        var of = new Used();
        of.day = day;
        of.nanoUsd = nanoUsd;
        used.put(id, of);
    }

    /** Until requests are counted anew. */
    public int secondsOfThisMinute() {
        return secondsUntil(MINUTE_MILLIS);
    }

    /** Until budgets are whole again. */
    public int secondsOfToday() {
        return secondsUntil(DAY_MILLIS);
    }

    private int secondsUntil(long every) {
        return (int) ((every - clock.millis() % every + 999) / 1_000);
    }

    private long today() {
        return clock.millis() / DAY_MILLIS;
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
            if (of.minute != now / MINUTE_MILLIS) {
                of.minute = now / MINUTE_MILLIS;
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
        unkept.set(true);
    }

    /** Writes the day's dollars down where they have changed since the last time; blocks. */
    public synchronized void keep() {
        if (file == null || !unkept.getAndSet(false)) {
            return;
        }
        try {
            long today = today();
            file.write(today, spentOn(today));
        } catch (IOException unwritten) {
            unkept.set(true);
        }
    }

    private Map<String, Long> spentOn(long day) {
        var spent = new TreeMap<String, Long>();
        used.forEach((id, of) -> {
            synchronized (of) {
                if (of.day == day && of.nanoUsd > 0) {
                    spent.put(id, of.nanoUsd);
                }
            }
        });
        return spent;
    }

    private static void newDay(Used of, long now) {
        if (of.day != now / DAY_MILLIS) {
            of.day = now / DAY_MILLIS;
            of.nanoUsd = 0;
        }
    }
}
