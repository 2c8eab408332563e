package dev.routeproof.proxy.faults;

import dev.routeproof.proxy.Configuration;
import dev.routeproof.proxy.InstallKey;
import dev.routeproof.proxy.mirror.Drop;
import dev.routeproof.proxy.rollout.LiveRollout;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.proxy.shadow.CandidateEvaluator;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.config.proxy.ProxyConfig.Content;
import dev.routeproof.routing.evidence.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A proxy in shadow whose candidate would send everything to another provider, where it is mirrored. */
final class MirrorRig implements AutoCloseable {
    static final String OUR_KEY = "sk-ours-for-the-candidate";

    final Rig rig;
    final LiveRollout rollout = new LiveRollout(null, Clock.systemUTC());
    private final Path folder = Files.createTempDirectory("mirror");
    private final Env env;

    /** What to vary. */
    static final class With {
        private String wire = "openai";
        private String limits = "in_flight: 8, rpm: 6000, usd_per_day: 1000";
        private String capabilities = "tools, vision, json";
        private String target = "small";
        private boolean key = true;
        private Content content = Content.FULL;
        private @Nullable Path spending;
        private boolean patient;

        With wire(String model) {
            wire = model;
            return this;
        }

        With limits(String of) {
            limits = of;
            return this;
        }

        With capabilities(String of) {
            capabilities = of;
            return this;
        }

        With target(String model) {
            target = model;
            return this;
        }

        With noKey() {
            key = false;
            return this;
        }

        With content(Content policy) {
            content = policy;
            return this;
        }

        With patient(boolean more) {
            patient = more;
            return this;
        }

        With spending(Path file) {
            spending = file;
            return this;
        }

        MirrorRig between(ScriptedUpstream live, ScriptedUpstream cheap) throws Exception {
            return new MirrorRig(this, live, cheap);
        }
    }

    static With with() {
        return new With();
    }

    private MirrorRig(With with, ScriptedUpstream live, ScriptedUpstream cheap) throws Exception {
        this.env = Env.of(with.key ? Map.of("CHEAP_KEY", OUR_KEY) : Map.of());
        Files.writeString(folder.resolve("models.yaml"), """
                providers:
                  live: {wire: openai, base_url: '%s'}
                  cheap: {wire: %s, base_url: '%s', key_env: CHEAP_KEY}
                models:
                  - {id: big, provider: live, name: big-wire, tier: large, input: 1, output: 2, context: 128000, capabilities: [tools, vision, json]}
                  - {id: small, provider: cheap, name: small-wire, tier: large, input: 1, output: 2, context: 128000, capabilities: [%s]}
                """.formatted(
                        live.baseUrl(), with.wire, cheap.baseUrl(), with.capabilities));
        Files.writeString(folder.resolve("table.yaml"), """
                id: next
                default: %s
                routes: {}
                """.formatted(with.target));
        Files.writeString(folder.resolve("rules.yaml"), """
                rules:
                  - {label: simple, weight: 0.9, any: {starts_with: ['hi']}}
                """);
        Files.writeString(folder.resolve("candidate.yaml"), """
                id: next
                table: table.yaml
                cascade: [{kind: rules, file: rules.yaml, believe: 0.5}]
                """);
        Files.writeString(folder.resolve("proxy.yaml"), """
                catalog: models.yaml
                default: big
                candidates: [candidate.yaml]
                mirror: {candidate: next, percent: 100, %s}
                """.formatted(with.limits));
        var configuration = Configuration.load(folder.resolve("proxy.yaml")).orThrow();
        var cascades = configuration.cascades(env, null);
        var plan = Rig.plan()
                .content(with.content)
                .evaluator(CandidateEvaluator.of(configuration.candidates(), configuration.catalog(), cascades));
        if (with.patient) {
            plan.limits(Limiting.patient());
        }
        if (with.spending != null) {
            plan.mirrorSpending(with.spending);
        }
        this.rig = plan.serving(configuration.snapshot(env, null, new InstallKey(new byte[32]), cascades), rollout);
    }

    /** The same files read again. */
    Snapshot again() {
        var configuration = Configuration.load(folder.resolve("proxy.yaml")).orThrow();
        return configuration.snapshot(env, null, new InstallKey(new byte[32]), configuration.cascades(env, null));
    }

    RawCaller.Answer ask(String path, String body, String... headers) throws Exception {
        try (var caller = rig.caller()) {
            return caller.send(RawCaller.post(path, body, headers)).answer();
        }
    }

    RawCaller.Answer ask(boolean stream) throws Exception {
        return rig.ask(stream, "Authorization: Bearer sk-the-caller-s-own");
    }

    /** The one mirrored call, once it is written down. */
    Event.Mirror mirrored() throws InterruptedException {
        Rig.until(
                "a mirrored call is written down",
                () -> !rig.all(Event.Mirror.class).isEmpty());
        return rig.all(Event.Mirror.class).getFirst();
    }

    long dropped(Drop why) {
        return rig.proxy.mirror().counters().dropped(why);
    }

    void untilDropped(Drop why, long count) throws InterruptedException {
        Rig.until(count + " are dropped as " + why.word(), () -> dropped(why) == count);
    }

    /** An operator's kill switch. */
    void kill() {
        var now = rollout.get();
        rollout.change(now.allocation(), true, "config", Event.Cause.OPERATOR, "");
    }

    @Override
    public void close() throws Exception {
        rig.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
