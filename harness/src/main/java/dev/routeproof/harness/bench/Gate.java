package dev.routeproof.harness.bench;

import dev.routeproof.providers.client.Ticker;
import dev.routeproof.routing.catalog.Provider;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The permits of one provider: so many calls at once, so many a minute, none while it asked us to wait. */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final Ticker ticker;
    private final long nanosBetweenCalls;

    // Guarded by lock.
    private final AdaptiveLimit limit;
    private int underWay;
    private long notBefore;
    private boolean closed;

    Gate(Provider provider, Ticker ticker) {
        this.ticker = ticker;
        this.limit = new AdaptiveLimit(provider.maxInFlight());
        var perMinute = provider.requestsPerMinute();
        this.nanosBetweenCalls = perMinute == null ? 0 : TimeUnit.MINUTES.toNanos(1) / perMinute;
        this.notBefore = ticker.nanos();
    }

    /** Waits for a permit; false once the gate is closed. */
    boolean enter() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed) {
                long wait = notBefore - ticker.nanos();
                if (underWay < limit.current() && wait <= 0) {
                    underWay++;
                    notBefore = Math.max(notBefore, ticker.nanos() - nanosBetweenCalls) + nanosBetweenCalls;
                    return true;
                }
                if (underWay < limit.current()) {
                    changed.awaitNanos(wait);
                } else {
                    changed.await();
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Gives a permit back after an answer of any kind but 429. */
    void leave() {
        lock.lock();
        try {
            limit.answered();
            given();
        } finally {
            lock.unlock();
        }
    }

    /** Gives a permit back after 429; {@code wait} holds everyone's next call back. */
    void leaveRateLimited(Duration wait) {
        lock.lock();
        try {
            limit.rateLimited(ticker.nanos());
            notBefore = Math.max(notBefore, ticker.nanos() + wait.toNanos());
            given();
        } finally {
            lock.unlock();
        }
    }

    /** Waits without a permit; false where the gate was closed meanwhile. */
    boolean sleep(Duration duration) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long until = ticker.nanos() + duration.toNanos();
            while (!closed) {
                long left = until - ticker.nanos();
                if (left <= 0) {
                    return true;
                }
                changed.awaitNanos(left);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** No more permits; everyone who waits is told. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void given() {
        underWay--;
        changed.signalAll();
    }
}
