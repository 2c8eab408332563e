package dev.routeproof.proxy;

import dev.routeproof.providers.line.EventLoops;
import dev.routeproof.providers.sandbox.AnswerKey;
import dev.routeproof.providers.sandbox.SandboxServer;
import dev.routeproof.proxy.admin.AdminServer;
import dev.routeproof.proxy.record.EvidenceLog;
import dev.routeproof.proxy.record.LogSettings;
import dev.routeproof.proxy.record.LogTaken;
import dev.routeproof.proxy.rollout.LiveRollout;
import dev.routeproof.proxy.shadow.CandidateEvaluator;
import dev.routeproof.proxy.watch.EpochTrail;
import dev.routeproof.proxy.watch.RolloutWatch;
import dev.routeproof.proxy.watch.SteppedClock;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.proxy.ProxyConfig;
import dev.routeproof.routing.evidence.Event;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs a proxy from {@code proxy.yaml} until it is told to stop: SIGTERM and SIGINT drain for at most 30 seconds and
 * exit 0, SIGHUP reads the files again. Exit codes: 0 stopped, 1 internal error, 2 usage, 3 bad configuration,
 * 4 a variable is missing.
 */
public final class ProxyMain {
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration WARM_UP = Duration.ofMillis(500);
    private static final long BOOTS = 36L * 36 * 36 * 36;
    private static final String USAGE = "usage: proxy [--config proxy.yaml] [--check]";

    private ProxyMain() {}

    public static void main(String[] arguments) {
        Path file = Path.of("proxy.yaml");
        boolean checkOnly = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--config" -> {
                    if (++i == arguments.length) {
                        stop(2, USAGE);
                    }
                    file = Path.of(arguments[i]);
                }
                case "--check" -> checkOnly = true;
                case "--help", "-h" -> stop(0, USAGE);
                default -> stop(2, "unknown argument '" + arguments[i] + "'\n" + USAGE);
            }
        }
        if (!Files.isRegularFile(file)) {
            stop(3, "there is no " + file + "; name one with --config, or run harness init to get a working one");
        }
        switch (Configuration.load(file)) {
            case Loaded.Broken<Configuration> broken ->
                stop(3, broken.problems().render());
            case Loaded.Ok<Configuration>(Configuration configuration) -> {
                if (checkOnly) {
                    stop(0, "no problem found");
                }
                run(file, configuration);
            }
        }
    }

    private static void stop(int code, String text) {
        (code == 0 ? System.out : System.err).println(text);
        System.exit(code);
    }

    private static void run(Path file, Configuration configuration) {
        try {
            EventLoops.toTry();
        } catch (IllegalArgumentException unknown) {
            stop(2, String.valueOf(unknown.getMessage()));
        }
        var config = configuration.config();
        try (var sandbox = sandbox(configuration)) {
            Instant stands = config.clockStandsAt();
            var stepped = stands == null ? null : new SteppedClock(stands);
            Clock clock = stepped == null ? Clock.systemUTC() : stepped;
            var key = InstallKey.in(config.evidence().dir());
            var log = EvidenceLog.open(settings(config), boot(clock), "0", clock);
            var rollout = new LiveRollout(configuration.registered(), clock);
            log.offer(firstEpoch(rollout, settings(config).instanceDirectory(), configuration.hash()));
            var sandboxUrl = sandbox == null ? null : sandbox.baseUrl();
            var cascades = new AtomicReference<>(configuration.cascades(Env.SYSTEM, sandboxUrl));
            var opened = Objects.requireNonNull(cascades.get());
            var snapshot = new AtomicReference<>(configuration.snapshot(Env.SYSTEM, sandboxUrl, key, opened));
            var evaluator = new AtomicReference<>(
                    CandidateEvaluator.of(configuration.candidates(), configuration.catalog(), opened));
            opened.warmUp(WARM_UP);
            var proxy = Proxy.start(new Proxy.Parts(
                    config.listen().host(),
                    config.listen().port(),
                    0,
                    configuration.limits(),
                    snapshot,
                    () -> Objects.requireNonNull(evaluator.get()),
                    log,
                    config.evidence().content(),
                    configuration.audit(),
                    rollout,
                    config.blind(),
                    key,
                    settings(config).instanceDirectory().resolve("mirror-spending"),
                    settings(config).instanceDirectory().resolve("key-spending"),
                    clock));
            proxy.metrics()
                    .family(
                            "routeproof_stage_total",
                            () -> Objects.requireNonNull(cascades.get()).counts());
            var reload = new Reload(
                    file, config, key, snapshot, evaluator, cascades, sandboxUrl, rollout, log, proxy.metrics());
            var watch = new RolloutWatch(
                    settings(config).instanceDirectory(),
                    rollout,
                    log,
                    () -> Objects.requireNonNull(snapshot.get()).configHash(),
                    () -> Objects.requireNonNull(snapshot.get())
                            .catalog()
                            .taxonomy()
                            .taskTypes(),
                    clock,
                    LOOK);
            var rehearsed = stepped == null ? null : new Rehearsed(stepped, proxy, log, watch);
            if (rehearsed == null) {
                watch.start();
            }
            var admin = config.admin() == null
                    ? null
                    : AdminServer.start(
                            proxy.vertx(),
                            config.admin(),
                            AdminServer.token(config, Env.SYSTEM),
                            new OperatorDesk(proxy, snapshot, rollout, log, reload, watch, rehearsed));
            Signals.onHangup(() -> System.err.println(reload.run()));
            var stopped = onStop(proxy, watch, admin);
            say(config, configuration, proxy, admin);
            stopped.await();
        } catch (MissingVariable missing) {
            stop(4, String.valueOf(missing.getMessage()));
        } catch (LogTaken taken) {
            stop(3, String.valueOf(taken.getMessage()));
        } catch (IOException | InterruptedException | RuntimeException failed) {
            stop(1, "the proxy cannot run: " + failed.getMessage());
        }
    }

    /** Time and chance: instances that start in the same millisecond are told apart. */
    private static String boot(Clock clock) {
        return Long.toString(clock.millis(), 36) + Long.toString(new SecureRandom().nextLong(BOOTS, 36 * BOOTS), 36);
    }

    /** The document, or what an earlier run made of the same document; a kill switch stays on whatever the document. */
    private static Event.Epoch firstEpoch(LiveRollout rollout, Path log, String config) throws IOException {
        var of = rollout.get().rollout();
        var last = EpochTrail.last(log);
        String document = of == null ? "" : of.contentHash();
        if (last.isEmpty()) {
            return rollout.start(0, false, config);
        }
        if (last.get().rollout().equals(document)) {
            return rollout.goOn(last.get().kept(), config);
        }
        var epoch = rollout.start(last.get().kept(), config);
        System.out.println(epoch.note());
        return epoch;
    }

    private static LogSettings settings(ProxyConfig config) {
        var usual = LogSettings.of(
                config.evidence().dir(), "proxy-" + config.listen().port());
        return new LogSettings(
                usual.directory(),
                usual.instance(),
                usual.sealBytes(),
                usual.sealAfter(),
                usual.commitEvery(),
                usual.commitRecords(),
                usual.queueCapacity(),
                config.evidence().fsync() == ProxyConfig.Fsync.GROUP);
    }

    private static @Nullable SandboxServer sandbox(Configuration configuration) {
        return configuration.needsSandbox() ? SandboxServer.start(configuration.catalog(), AnswerKey.EMPTY, 0) : null;
    }

    private static void say(ProxyConfig config, Configuration configuration, Proxy proxy, @Nullable AdminServer admin) {
        System.out.println("routeproof proxy on http://" + config.listen().host() + ":" + proxy.port() + "/v1, default "
                + configuration.standard().id() + (configuration.standard().simulated() ? " (simulated)" : "") + ", "
                + configuration.candidates().size() + " candidates in shadow, evidence in "
                + config.evidence().dir());
        var mirror = config.mirror();
        if (mirror != null) {
            System.out.println("mirror: "
                    + BigDecimal.valueOf(mirror.percent()).stripTrailingZeros().toPlainString()
                    + " % of the requests also on the models of " + mirror.candidate() + ", at most $"
                    + BigDecimal.valueOf(mirror.usdPerDay())
                            .stripTrailingZeros()
                            .toPlainString() + " a day");
        }
        System.out.println("network on " + EventLoops.transport(proxy.vertx()));
        if (admin != null) {
            System.out.println("admin on port " + admin.port() + ": /admin/status, /metrics, /healthz");
        }
    }

    /** From here on SIGTERM and Ctrl-C drain, and end with exit code 0. */
    private static CountDownLatch onStop(Proxy proxy, RolloutWatch watch, @Nullable AdminServer admin) {
        var stopped = new CountDownLatch(1);
        // Halting from the hook is what makes the exit code 0: a signal would make it 143.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                proxy.drain(DRAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (admin != null) {
                admin.close();
            }
            watch.close();
            proxy.close();
            stopped.countDown();
            Runtime.getRuntime().halt(0);
        }));
        return stopped;
    }
}
