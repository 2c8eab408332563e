package dev.routeproof.proxy.http;

import java.util.concurrent.atomic.AtomicInteger;

/** Requests on their second or later attempt: at most a fifth of those under way, and always up to ten. */
final class RetryBudget {
    private static final int ALWAYS = 10;

    private final AtomicInteger active = new AtomicInteger();

    /** True where one more attempt may be made; each true must be followed by one {@link #release}. */
    boolean admit(int inFlight) {
        if (active.incrementAndGet() > Math.max(ALWAYS, inFlight / 5)) {
            active.decrementAndGet();
            return false;
        }
        return true;
    }

    void release(int attempts) {
        active.addAndGet(-attempts);
    }
}
