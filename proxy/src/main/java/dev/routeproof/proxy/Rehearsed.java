package dev.routeproof.proxy;

import dev.routeproof.proxy.admin.Desk;
import dev.routeproof.proxy.record.EvidenceLog;
import dev.routeproof.proxy.watch.RolloutWatch;
import dev.routeproof.proxy.watch.SteppedClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * A proxy in a rehearsal: time moves when it is told to, and only once what came before is written down; then the watch
 * looks. So a slow machine takes longer and judges nothing differently.
 */
final class Rehearsed {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = 200_000;

    private final SteppedClock clock;
    private final Proxy proxy;
    private final EvidenceLog log;
    private final RolloutWatch watch;

    Rehearsed(SteppedClock clock, Proxy proxy, EvidenceLog log, RolloutWatch watch) {
        this.clock = clock;
        this.proxy = proxy;
        this.log = log;
        this.watch = watch;
    }

    synchronized Desk.Done moveTo(Instant moment) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!(proxy.recorded() && log.depth() == 0)) {
            if (System.nanoTime() > until) {
                return new Desk.Done(false, "requests are still under way after " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        if (!clock.moveTo(moment)) {
            return new Desk.Done(false, "the clock stands at " + clock.instant() + " and cannot go back");
        }
        try {
            watch.look();
        } catch (IOException unreadable) {
            return new Desk.Done(false, "the log cannot be read back: " + unreadable);
        }
        return new Desk.Done(true, "it is " + moment);
    }
}
