package dev.routeproof.proxy.upstream;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Stops calling a provider that cannot be reached: opens after {@value #FAILURES} failures in a row, lets one probe
 * through after the pause, closes when a probe succeeds. Failures are connections and silences, not HTTP statuses.
 */
public final class Breaker {
    static final int FAILURES = 5;

    private final long pauseNanos;
    private final LongSupplier nanoTime;
    // Owned by this object's lock.
    private int failures;
    private boolean open;
    private boolean probing;
    private long since;

    /** @param pause how long it stays open before a probe, default 5 s */
    public Breaker(Duration pause, LongSupplier nanoTime) {
        this.pauseNanos = pause.toNanos();
        this.nanoTime = nanoTime;
    }

    /** True where a request may be sent now; each true must be followed by one of the three reports. */
    public synchronized boolean admits() {
        if (!open) {
            return true;
        }
        if (probing || nanoTime.getAsLong() - since < pauseNanos) {
            return false;
        }
        probing = true;
        return true;
    }

    public synchronized void succeeded() {
        failures = 0;
        open = false;
        probing = false;
    }

    public synchronized void failed() {
        failures++;
        probing = false;
        if (failures >= FAILURES) {
            open = true;
            since = nanoTime.getAsLong();
        }
    }

    /** The request ended without saying anything about the provider (the caller left). */
    public synchronized void unknown() {
        probing = false;
    }

    public synchronized boolean isOpen() {
        return open;
    }
}
