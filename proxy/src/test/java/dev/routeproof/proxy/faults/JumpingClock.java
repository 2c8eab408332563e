package dev.routeproof.proxy.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's time, moved by whatever a test says. */
final class JumpingClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    void jump(Duration to) {
        ahead = to;
    }

    /** From an hour ahead to an hour behind and back. */
    void swing() {
        ahead = ahead.isPositive() ? Duration.ofHours(-1) : Duration.ofHours(1);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }
}
