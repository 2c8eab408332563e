package dev.routeproof.providers.client;

import dev.routeproof.providers.wire.Limits;
import java.time.InstantSource;

/**
 * How models are called.
 *
 * @param ticker measures durations
 * @param clock reads the date, to understand a {@code Retry-After} that is one
 * @param connections open at most, per provider and event loop
 */
public record ClientOptions(Timeouts timeouts, Limits limits, Ticker ticker, InstantSource clock, int connections) {
    /** Default timeouts and limits, the system's clocks, 1,024 connections. */
    public static final ClientOptions DEFAULT =
            new ClientOptions(Timeouts.DEFAULT, Limits.DEFAULT, System::nanoTime, InstantSource.system(), 1_024);

    public ClientOptions with(Timeouts other) {
        return new ClientOptions(other, limits, ticker, clock, connections);
    }

    public ClientOptions with(Limits other) {
        return new ClientOptions(timeouts, other, ticker, clock, connections);
    }
}
