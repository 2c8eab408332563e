package dev.routeproof.proxy.http;

import dev.routeproof.providers.wire.Dialect;
import dev.routeproof.proxy.admin.Metrics;
import dev.routeproof.proxy.record.Recorder;
import dev.routeproof.proxy.record.RequestIds;
import dev.routeproof.proxy.rollout.Attempts;
import dev.routeproof.proxy.rollout.KeyUse;
import dev.routeproof.proxy.rollout.LiveRollout;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.proxy.upstream.Breaker;
import dev.routeproof.proxy.upstream.Cooldowns;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.evidence.KeyedHash;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What the relays of all event loops have in common; every part is safe for use by many threads. */
public final class Shared {
    private final AtomicReference<Snapshot> snapshot;
    private final Limits limits;
    private final Metrics metrics;
    private final Recorder recorder;
    private final RequestIds ids;
    private final FeedbackDesk feedback;
    private final Clock clock;
    private final LiveRollout rollout;
    private final Attempts attempts = new Attempts();
    private final boolean blind;
    private final boolean audits;
    private final Vertx vertx;
    private final Gate gate;
    private final RetryBudget retries = new RetryBudget();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicLong buffered = new AtomicLong();
    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();
    private final Cooldowns cooldowns;
    private final Map<ModelId, Dialect> dialects = new ConcurrentHashMap<>();

    public Shared(
            AtomicReference<Snapshot> snapshot,
            Limits limits,
            Metrics metrics,
            Recorder recorder,
            RequestIds ids,
            KeyedHash hash,
            KeyUse use,
            LiveRollout rollout,
            boolean blind,
            boolean audits,
            Vertx vertx,
            Clock clock) {
        this.snapshot = snapshot;
        this.limits = limits;
        this.metrics = metrics;
        this.recorder = recorder;
        this.ids = ids;
        this.feedback = new FeedbackDesk(recorder.sink(), ids, hash, clock, metrics);
        this.clock = clock;
        this.cooldowns = new Cooldowns(System::nanoTime, clock);
        this.rollout = rollout;
        this.blind = blind;
        this.audits = audits;
        this.vertx = vertx;
        this.gate = new Gate(limits.inFlight(), use);
        metrics.gauge("routeproof_buffered_request_bytes", buffered::get);
        metrics.gauge("routeproof_requests_in_flight", gate::inFlight);
        metrics.gauge(
                "routeproof_breakers_open",
                () -> breakers.values().stream().filter(Breaker::isOpen).count());
    }

    /** From now on new requests are refused; those under way go on. */
    public void drain() {
        draining.set(true);
    }

    public boolean isDraining() {
        return draining.get();
    }

    public int inFlight() {
        return gate.inFlight();
    }

    Snapshot snapshot() {
        return Objects.requireNonNull(snapshot.get());
    }

    Attempts attempts() {
        return attempts;
    }

    LiveRollout rollout() {
        return rollout;
    }

    /** True where callers are not told their arm. */
    boolean blind() {
        return blind;
    }

    boolean audits() {
        return audits;
    }

    Vertx vertx() {
        return vertx;
    }

    Limits limits() {
        return limits;
    }

    Metrics metrics() {
        return metrics;
    }

    Recorder recorder() {
        return recorder;
    }

    RequestIds ids() {
        return ids;
    }

    FeedbackDesk feedback() {
        return feedback;
    }

    Clock clock() {
        return clock;
    }

    Gate gate() {
        return gate;
    }

    RetryBudget retries() {
        return retries;
    }

    AtomicBoolean draining() {
        return draining;
    }

    AtomicLong buffered() {
        return buffered;
    }

    /** What the server of a model is known to take of its wire; learned from what it rejected. */
    Dialect dialect(ModelId model) {
        return dialects.getOrDefault(model, Dialect.COMMON);
    }

    void learned(ModelId model, Dialect dialect) {
        dialects.put(model, dialect);
    }

    Cooldowns cooldowns() {
        return cooldowns;
    }

    Breaker breaker(String providerId) {
        return breakers.computeIfAbsent(providerId, id -> new Breaker(limits.breakerPause(), System::nanoTime));
    }
}
