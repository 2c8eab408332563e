package dev.routeproof.providers.client;

import java.time.Duration;

/**
 * How long a call may take.
 *
 * @param connect to an open connection, default 2 s
 * @param firstByte from the request to the first byte of the answer's body, default 120 s (reasoning models are silent
 *     for long)
 * @param betweenChunks between two pieces of an answer, default 60 s
 * @param total of the whole call, default 600 s
 */
public record Timeouts(Duration connect, Duration firstByte, Duration betweenChunks, Duration total) {
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(2), Duration.ofSeconds(120), Duration.ofSeconds(60), Duration.ofSeconds(600));

    public Timeouts {
        if (!positive(connect) || !positive(firstByte) || !positive(betweenChunks) || !positive(total)) {
            throw new IllegalArgumentException("timeouts must be longer than 0");
        }
    }

    private static boolean positive(Duration duration) {
        return duration.isPositive();
    }
}
