package dev.routeproof.proxy.watch;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved, for rehearsals. Durations are not measured by it. */
public final class SteppedClock extends Clock {
    private final AtomicReference<Instant> now;

    public SteppedClock(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    /** Moves it; false, and nothing happens, where that would be back. */
    public boolean moveTo(Instant moment) {
        return !now.getAndUpdate(before -> moment.isBefore(before) ? before : moment)
                .isAfter(moment);
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
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
