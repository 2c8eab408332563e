package dev.routeproof.proxy.faults;

import dev.routeproof.proxy.http.Limits;
import java.time.Duration;

/** Limits for tests whose subject is not the waiting. */
final class Limiting {
    private Limiting() {}

    static Limits patient() {
        return with(2_000, Duration.ofSeconds(20));
    }

    /** 10 MiB bodies, and patience. */
    static Limits largeBodies() {
        var of = patient();
        return new Limits(
                10 << 20,
                of.bufferedBytes(),
                of.inFlight(),
                of.firstByte(),
                of.idle(),
                of.connect(),
                of.acquire(),
                of.head(),
                Duration.ofSeconds(5),
                of.keepAlive(),
                of.pool(),
                of.breakerPause());
    }

    static Limits with(int inFlight, Duration idle) {
        var small = Rig.SHORT;
        return new Limits(
                small.bodyBytes(),
                small.bufferedBytes(),
                inFlight,
                idle,
                idle,
                small.connect(),
                Duration.ofSeconds(5),
                small.head(),
                small.bodyProgress(),
                small.keepAlive(),
                2_048,
                small.breakerPause());
    }
}
