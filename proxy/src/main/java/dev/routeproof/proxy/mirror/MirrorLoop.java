package dev.routeproof.proxy.mirror;

import dev.routeproof.providers.line.EventLoops;
import dev.routeproof.providers.line.Lines;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.proxy.upstream.Breaker;
import dev.routeproof.routing.config.proxy.ProxyConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The mirror's own event loop: looks at the queue a hundred times a second, starts calls, ends those that must not go on. */
final class MirrorLoop {
    private static final long TURN_MILLIS = 10;
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long MINUTE_MILLIS = 60_000;
    private static final long CLOSING_SECONDS = 5;
    private static final int CONNECTIONS = 1_024;

    private final Mirror mirror;
    private final CountDownLatch quiet = new CountDownLatch(1);
    private volatile int running;
    // Written by the starting thread before the first turn, owned by the loop afterwards.
    private @Nullable Vertx vertx;
    private @Nullable Lines lines;
    private @Nullable Context context;
    private final Set<MirrorCall> calls = new HashSet<>();
    private final Map<String, Breaker> breakers = new HashMap<>();
    private final Map<String, Long> pausedUntil = new HashMap<>();
    private long minute;
    private int inMinute;

    MirrorLoop(Mirror mirror) {
        this.mirror = mirror;
    }

    void start() {
        Thread.ofPlatform().daemon().name("mirror-start").start(this::open);
    }

    private void open() {
        var limits = mirror.parts().limits();
        var own = EventLoops.start(EventLoops.of(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true));
        vertx = own;
        context = own.getOrCreateContext();
        context.runOnContext(go -> {
            lines = new Lines(own, CONNECTIONS, limits.connect(), limits.acquire(), false);
            own.setPeriodic(TURN_MILLIS, turn -> turn());
        });
    }

    /** What to do on the loop, and what to do beside it. */
    Context context() {
        return Objects.requireNonNull(context);
    }

    Lines lines() {
        return Objects.requireNonNull(lines);
    }

    Mirror mirror() {
        return mirror;
    }

    int running() {
        return running;
    }

    private void turn() {
        long now = System.nanoTime();
        lines().tick(now);
        Drop forbidden =
                mirror.closed() ? Drop.DRAINING : mirror.parts().forbids().get();
        Snapshot snapshot = mirror.parts().snapshot().get();
        for (MirrorCall call : List.copyOf(calls)) {
            if (forbidden != null) {
                call.stop(forbidden);
            } else if (replaced(call.waiting(), snapshot)) {
                call.stop(Drop.RELOADED);
            } else {
                call.tick(now);
            }
        }
        sweep(forbidden, snapshot, now);
        ProxyConfig.Mirror rule = snapshot.mirror();
        while (forbidden == null && rule != null && calls.size() < rule.inFlight()) {
            Waiting one = mirror.next();
            if (one == null) {
                break;
            }
            begin(one, rule, now);
        }
        if (mirror.closed() && calls.isEmpty() && quiet.getCount() > 0) {
            quiet.countDown();
            Objects.requireNonNull(vertx).close();
        }
    }

    /** Whether the files were read again since, even where they say the same. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean replaced(Waiting one, Snapshot now) {
        return one.snapshot() != now;
    }

    /** Drops from the head of the queue what may not or need not wait any longer. */
    private void sweep(@Nullable Drop forbidden, Snapshot snapshot, long now) {
        for (Waiting head = mirror.first(); head != null; head = mirror.first()) {
            Drop why = forbidden != null
                    ? forbidden
                    : replaced(head, snapshot)
                            ? Drop.RELOADED
                            : now - head.sinceNanos() > PATIENCE_NANOS ? Drop.BUSY : null;
            Waiting gone = why == null ? null : mirror.next();
            if (gone == null || why == null) {
                return;
            }
            mirror.drop(gone, why);
        }
    }

    private void begin(Waiting one, ProxyConfig.Mirror rule, long now) {
        String provider = one.upstream().providerId();
        if (pausedUntil.getOrDefault(provider, now) > now) {
            mirror.drop(one, Drop.RATE);
            return;
        }
        if (!breaker(provider).admits()) {
            mirror.drop(one, Drop.UNREACHABLE);
            return;
        }
        var call = new MirrorCall(this, one, rule);
        calls.add(call);
        running = calls.size();
        call.start();
    }

    /** True where this minute has room for another call, which then counts. */
    boolean withinRate(ProxyConfig.Mirror rule) {
        long current = mirror.parts().clock().millis() / MINUTE_MILLIS;
        if (current != minute) {
            minute = current;
            inMinute = 0;
        }
        if (inMinute >= rule.requestsPerMinute()) {
            return false;
        }
        inMinute++;
        return true;
    }

    Breaker breaker(String provider) {
        return breakers.computeIfAbsent(
                provider, id -> new Breaker(mirror.parts().limits().breakerPause(), System::nanoTime));
    }

    /** The provider asked for less: it may be the one that serves live traffic. */
    void pause(String provider, Duration longest) {
        pausedUntil.put(provider, System.nanoTime() + longest.toNanos());
    }

    void over(MirrorCall call) {
        calls.remove(call);
        running = calls.size();
        mirror.released(call.waiting());
    }

    /** Waits until every call has ended and is written down, at most five seconds. */
    void close() {
        try {
            if (!quiet.await(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("mirrored calls did not end in time; what they cost counts as the most it may be");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
