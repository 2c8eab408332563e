package dev.routeproof.proxy;

import dev.routeproof.proxy.admin.Metrics;
import dev.routeproof.proxy.record.EvidenceSink;
import dev.routeproof.proxy.rollout.Changes;
import dev.routeproof.proxy.rollout.LiveRollout;
import dev.routeproof.proxy.rollout.OpenCascades;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.proxy.shadow.CandidateEvaluator;
import dev.routeproof.proxy.shadow.Evaluator;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.proxy.ProxyConfig;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.experiment.Rollout;
import io.vertx.core.Future;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration again: everything is checked first, then swapped at once; with any problem all of the old one
 * stays. What the proxy was started with and cannot change while it runs is named ({@link NeedsRestart}).
 */
public final class Reload {
    private final Path file;
    private final ProxyConfig started;
    private final InstallKey key;
    private final AtomicReference<Snapshot> snapshot;
    private final AtomicReference<Evaluator> evaluator;
    private final AtomicReference<OpenCascades> cascades;
    private final @Nullable URI sandbox;
    private final LiveRollout rollout;
    private final EvidenceSink log;
    private final Metrics metrics;

    /** @param started the configuration the proxy was started with */
    Reload(
            Path file,
            ProxyConfig started,
            InstallKey key,
            AtomicReference<Snapshot> snapshot,
            AtomicReference<Evaluator> evaluator,
            AtomicReference<OpenCascades> cascades,
            @Nullable URI sandbox,
            LiveRollout rollout,
            EvidenceSink log,
            Metrics metrics) {
        this.file = file;
        this.started = started;
        this.key = key;
        this.snapshot = snapshot;
        this.evaluator = evaluator;
        this.cascades = cascades;
        this.sandbox = sandbox;
        this.rollout = rollout;
        this.log = log;
        this.metrics = metrics;
    }

    /** What came of it, in words for the operator. */
    public record Result(boolean reloaded, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** Blocks while it reads files. */
    public synchronized Result run() {
        return switch (Configuration.load(file)) {
            case Loaded.Broken<Configuration> broken -> kept(broken.problems().render());
            case Loaded.Ok<Configuration>(Configuration next) -> {
                if (next.needsSandbox() && sandbox == null) {
                    yield kept("the new catalog has simulated models; restart the proxy to get a sandbox");
                }
                OpenCascades opened = null;
                Snapshot fresh;
                try {
                    opened = next.cascades(Env.SYSTEM, sandbox);
                    fresh = next.snapshot(Env.SYSTEM, sandbox, key, opened);
                } catch (RuntimeException unusable) {
                    if (opened != null) {
                        opened.close();
                    }
                    yield kept(String.valueOf(unusable.getMessage()));
                }
                String epoch = swap(next, opened, fresh);
                metrics.reloads.increment();
                yield new Result(
                        true,
                        "reloaded, configuration " + fresh.configHash() + epoch
                                + NeedsRestart.words(started, next.config()));
            }
        };
    }

    /** The epoch that was opened and what it changed, in words; empty where nothing changed that an epoch is about. */
    private String swap(Configuration next, OpenCascades opened, Snapshot fresh) {
        Event.Epoch epoch = null;
        Future<Void> durable = Future.succeededFuture();
        String changes = "";
        // As with an operator's orders: epochs stand in the log in the order in which they took effect.
        synchronized (rollout) {
            String config = Objects.requireNonNull(snapshot.get()).configHash();
            evaluator.set(CandidateEvaluator.of(next.candidates(), next.catalog(), opened));
            snapshot.set(fresh);
            Objects.requireNonNull(cascades.getAndSet(opened)).retire();
            if (!document(next.rollout()).equals(document(rollout.get().rollout()))) {
                var before = rollout.get().allocation();
                epoch = rollout.replace(next.registered(), fresh.configHash(), "another rollout document");
                changes = Changes.words(before, rollout.get().allocation());
            } else if (!fresh.configHash().equals(config)) {
                epoch = rollout.reconfigure(next.registered(), fresh.configHash(), "another configuration");
            }
            if (epoch != null) {
                durable = log.durable(epoch);
            }
        }
        return epoch == null
                ? ""
                : ", epoch " + epoch.epoch() + (changes.isEmpty() ? "" : ": " + changes)
                        + OperatorDesk.unwritten(durable);
    }

    private static String document(@Nullable Rollout of) {
        return of == null ? "" : of.contentHash();
    }

    private Result kept(String why) {
        metrics.reloadFailures.increment();
        return new Result(false, "the old configuration is kept:\n" + why);
    }
}
