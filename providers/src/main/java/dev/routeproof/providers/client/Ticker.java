package dev.routeproof.providers.client;

/** A monotonic clock in nanoseconds; {@code System::nanoTime} in production. */
@FunctionalInterface
public interface Ticker {
    long nanos();
}
