package dev.routeproof.proxy;

import dev.routeproof.providers.line.EventLoops;
import dev.routeproof.proxy.admin.Metrics;
import dev.routeproof.proxy.http.Limits;
import dev.routeproof.proxy.http.Listener;
import dev.routeproof.proxy.http.Shared;
import dev.routeproof.proxy.mirror.Drop;
import dev.routeproof.proxy.mirror.Mirror;
import dev.routeproof.proxy.record.AnswerReader;
import dev.routeproof.proxy.record.Audit;
import dev.routeproof.proxy.record.EvidenceSink;
import dev.routeproof.proxy.record.RequestIds;
import dev.routeproof.proxy.record.Writing;
import dev.routeproof.proxy.rollout.KeyUse;
import dev.routeproof.proxy.rollout.LiveRollout;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.proxy.shadow.Backstage;
import dev.routeproof.proxy.shadow.Evaluator;
import dev.routeproof.routing.config.proxy.ProxyConfig.Content;
import dev.routeproof.routing.evidence.KeyedHash;
import dev.routeproof.routing.experiment.Phase;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A running proxy. Everything is built here and closed in reverse. */
public final class Proxy implements AutoCloseable {
    private static final long KEEP_MILLIS = 1_000;

    private final Vertx vertx;
    private final Shared shared;
    private final Metrics metrics;
    private final AtomicReference<Snapshot> snapshot;
    private final Backstage backstage;
    private final Mirror mirror;
    private final EvidenceSink sink;
    private final KeyUse use;
    private final List<String> listeners;
    private final int port;

    /**
     * What a proxy is made of.
     *
     * @param port 0: any free one
     * @param loops event loops; 0: as many as cores
     * @param evaluator read for each request, so that it may be replaced
     * @param installKey signs request ids and hashes prompts and units, at least 16 bytes
     * @param mirrorSpending the file that keeps the day's dollars of the mirror; null: in memory only
     * @param keySpending the file that keeps the day's dollars of the virtual keys; null: in memory only
     */
    public record Parts(
            String host,
            int port,
            int loops,
            Limits limits,
            AtomicReference<Snapshot> snapshot,
            Supplier<Evaluator> evaluator,
            EvidenceSink sink,
            Content content,
            Audit audit,
            LiveRollout rollout,
            boolean blind,
            InstallKey installKey,
            @Nullable Path mirrorSpending,
            @Nullable Path keySpending,
            Clock clock) {}

    private Proxy(
            Vertx vertx,
            Shared shared,
            Metrics metrics,
            AtomicReference<Snapshot> snapshot,
            Backstage backstage,
            Mirror mirror,
            EvidenceSink sink,
            KeyUse use,
            List<String> listeners,
            int port) {
        this.vertx = vertx;
        this.shared = shared;
        this.metrics = metrics;
        this.snapshot = snapshot;
        this.backstage = backstage;
        this.mirror = mirror;
        this.sink = sink;
        this.use = use;
        this.listeners = listeners;
        this.port = port;
    }

    /** Starts listening; fails where the address cannot be had. */
    public static Proxy start(Parts parts) {
        int loops = parts.loops() > 0 ? parts.loops() : Runtime.getRuntime().availableProcessors();
        var vertx = EventLoops.start(EventLoops.of(loops));
        var metrics = new Metrics();
        var reader = new AnswerReader();
        var use = new KeyUse(parts.keySpending(), parts.clock());
        byte[] key = parts.installKey().bytes();
        var writing = new Writing(parts.content(), new KeyedHash(key), reader, use, parts.clock());
        var mirror = new Mirror(
                new Mirror.Parts(
                        () -> Objects.requireNonNull(parts.snapshot().get()),
                        () -> switchedOff(parts.rollout()),
                        parts.limits(),
                        parts.sink(),
                        writing,
                        new AnswerReader(),
                        parts.mirrorSpending(),
                        parts.clock()),
                metrics);
        var backstage = new Backstage(
                parts.sink(),
                parts.audit(),
                writing,
                parts.evaluator(),
                mirror,
                metrics,
                parts.clock(),
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        metrics.counter("routeproof_answer_copies_capped_total", reader::capped);
        metrics.counter("routeproof_answer_copies_unreadable_total", reader::unreadable);
        metrics.counter("routeproof_evidence_dropped_total", parts.sink()::dropped);
        var shared = new Shared(
                parts.snapshot(),
                parts.limits(),
                metrics,
                backstage,
                new RequestIds(key),
                new KeyedHash(key),
                use,
                parts.rollout(),
                parts.blind(),
                parts.audit() != Audit.OFF,
                vertx,
                parts.clock());
        var deployed = new ArrayList<String>();
        int port = 0;
        var address = parts.port() == 0
                ? SocketAddress.sharedRandomPort(1, parts.host())
                : SocketAddress.inetSocketAddress(parts.port(), parts.host());
        try {
            var listeners = new ConcurrentLinkedQueue<Listener>();
            var deployment = vertx.deployVerticle(
                    () -> {
                        var listener = new Listener(shared, address);
                        listeners.add(listener);
                        return listener;
                    },
                    new DeploymentOptions().setInstances(loops));
            deployed.add(deployment.await(10, TimeUnit.SECONDS));
            port = listeners.element().port();
        } catch (Exception e) {
            backstage.close();
            mirror.close();
            vertx.close();
            throw new IllegalStateException(
                    "cannot listen on " + parts.host() + ":" + parts.port() + ": " + e.getMessage(), e);
        }
        vertx.setPeriodic(
                KEEP_MILLIS,
                tick -> vertx.executeBlocking(() -> {
                    use.keep();
                    return true;
                }));
        return new Proxy(
                vertx, shared, metrics, parts.snapshot(), backstage, mirror, parts.sink(), use, deployed, port);
    }

    private static @Nullable Drop switchedOff(LiveRollout rollout) {
        var now = rollout.get();
        return now.killed() || now.allocation().phase() == Phase.OFF ? Drop.KILLED : null;
    }

    public Mirror mirror() {
        return mirror;
    }

    /** The callers' port. */
    public int port() {
        return port;
    }

    public Metrics metrics() {
        return metrics;
    }

    public AtomicReference<Snapshot> snapshot() {
        return snapshot;
    }

    public Vertx vertx() {
        return vertx;
    }

    public boolean draining() {
        return shared.isDraining();
    }

    public int inFlight() {
        return shared.inFlight();
    }

    /** True where no request is under way, and all about earlier ones has been handed to the log. */
    public boolean recorded() {
        return shared.inFlight() == 0 && backstage.idle();
    }

    /** Refuses new requests and waits until those under way have ended; true where they did in time. */
    public boolean drain(Duration longest) throws InterruptedException {
        shared.drain();
        mirror.stop();
        long until = System.nanoTime() + longest.toNanos();
        while (shared.inFlight() > 0 && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return shared.inFlight() == 0;
    }

    /** Stops at once; what is under way is cut and written down as cancelled. */
    @Override
    public void close() {
        shared.drain();
        mirror.stop();
        for (String listener : listeners) {
            vertx.undeploy(listener).await();
        }
        vertx.close().await();
        backstage.close();
        use.keep();
        mirror.close();
        sink.close();
    }
}
