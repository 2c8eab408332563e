package dev.routeproof.proxy.watch;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** A clock that runs faster than the world, for rehearsals: weeks in a minute. Durations are not measured by it. */
public final class FastClock extends Clock {
    private final Instant start;
    private final double speed;
    private final LongSupplier nanos;
    private final long startNanos;

    /**
     * @param speed seconds of this clock per second of the world, at least 1
     * @param nanos monotonic, nanoseconds
     */
    public FastClock(Instant start, double speed, LongSupplier nanos) {
        this.start = start;
        this.speed = speed;
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
    }

    @Override
    public Instant instant() {
        double passed = (nanos.getAsLong() - startNanos) * speed;
        return start.plusSeconds((long) (passed / 1e9)).plusNanos((long) (passed % 1e9));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the log is written in UTC");
    }
}
