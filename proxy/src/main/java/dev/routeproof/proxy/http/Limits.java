package dev.routeproof.proxy.http;

import java.time.Duration;

/**
 * What one caller, one request and one connection may take.
 *
 * @param bodyBytes largest request body, default 10 MiB
 * @param bufferedBytes all request bodies held at once, default a quarter of the heap
 * @param inFlight requests under way at once, default 2,000; above it 503
 * @param firstByte from the request sent to the first byte of the answer's body, default 300 s
 * @param idle between two pieces of an answer, default 120 s
 * @param connect to an open connection, default 2 s
 * @param acquire waiting for a free connection, default 2 s, then 503
 * @param head from the first byte of a request head to its end, default 10 s
 * @param bodyProgress in this time at least 1 KiB of the body must come, default 10 s
 * @param keepAlive a connection without a request, default 75 s
 * @param pool connections to one provider from one event loop, default 1,024
 * @param breakerPause how long an unreachable provider is left alone, default 5 s
 */
public record Limits(
        long bodyBytes,
        long bufferedBytes,
        int inFlight,
        Duration firstByte,
        Duration idle,
        Duration connect,
        Duration acquire,
        Duration head,
        Duration bodyProgress,
        Duration keepAlive,
        int pool,
        Duration breakerPause) {
    public static final Limits DEFAULT = new Limits(
            10L << 20,
            Runtime.getRuntime().maxMemory() / 4,
            2_000,
            Duration.ofSeconds(300),
            Duration.ofSeconds(120),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(75),
            1_024,
            Duration.ofSeconds(5));
}
