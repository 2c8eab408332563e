package dev.routeproof.proxy;

import dev.routeproof.providers.client.Secret;
import dev.routeproof.proxy.http.Limits;
import dev.routeproof.proxy.record.Audit;
import dev.routeproof.proxy.rollout.CallerHeaders;
import dev.routeproof.proxy.rollout.Canary;
import dev.routeproof.proxy.rollout.CandidateRouter;
import dev.routeproof.proxy.rollout.KeyRing;
import dev.routeproof.proxy.rollout.LiveLatencies;
import dev.routeproof.proxy.rollout.LiveRollout.Registered;
import dev.routeproof.proxy.rollout.OpenCascades;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.proxy.upstream.Upstream;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.Provider;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Problem;
import dev.routeproof.routing.config.Problems;
import dev.routeproof.routing.config.proxy.ProxyConfig;
import dev.routeproof.routing.decide.Candidate;
import dev.routeproof.routing.evidence.KeyedHash;
import dev.routeproof.routing.experiment.Rollout;
import dev.routeproof.routing.setup.ProxySetup;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code proxy.yaml} and every file it names, read and checked together.
 *
 * @param registered the rollout document; null: shadow
 */
public record Configuration(
        ProxyConfig config,
        Catalog catalog,
        Model standard,
        List<Candidate> candidates,
        @Nullable Registered registered,
        @Nullable KeyRing keys,
        String hash) {
    public Configuration {
        candidates = List.copyOf(candidates);
    }

    /** Reads everything; broken where any file has a problem, with the problems of all of them. */
    public static Loaded<Configuration> load(Path file) {
        return ProxySetup.load(file).then(Configuration::of);
    }

    private static Loaded<Configuration> of(ProxySetup setup) {
        var config = setup.config();
        var catalog = setup.catalog();
        var standard = setup.standard();
        var candidates = setup.candidates();
        var rollout = setup.rollout();
        var keys = setup.keys();
        // What shapes answers, and not where this instance lies: instances of one configuration have one hash.
        var parts = new StringBuilder(catalog.contentHash())
                .append(config.headers())
                .append(config.unknownModel())
                .append(standard.id());
        candidates.forEach(candidate -> parts.append(candidate.contentHash()));
        parts.append(rollout == null ? "" : rollout.contentHash());
        String hash = HexFormat.of().formatHex(KeyRing.sha256(parts.toString()), 0, 8);
        Registered registered = null;
        if (rollout != null) {
            try {
                registered = new Registered(
                        rollout,
                        Files.readString(Objects.requireNonNull(config.rollout())),
                        standard.id().value());
            } catch (IOException unreadable) {
                return new Loaded.Broken<>(new Problems(List.of(Problem.ofFile(
                        String.valueOf(config.rollout()), "the file changed while it was read", "load it again"))));
            }
        }
        return new Loaded.Ok<>(new Configuration(
                config, catalog, standard, candidates, registered, keys == null ? null : new KeyRing(keys), hash));
    }

    /** The rollout; null: shadow. */
    public @Nullable Rollout rollout() {
        return registered == null ? null : registered.rollout();
    }

    /** True where some model is simulated, so that a sandbox server is needed. */
    public boolean needsSandbox() {
        return catalog.providers().values().stream().anyMatch(provider -> provider.wire() == Wire.SANDBOX);
    }

    /** Opens what the candidates' cascades ask; {@code sandbox} is where simulated models answer. */
    public OpenCascades cascades(Env env, @Nullable URI sandbox) {
        return OpenCascades.open(candidates, catalog, env, sandbox);
    }

    /** What requests are served by; {@code sandbox} is where simulated models answer. */
    public Snapshot snapshot(Env env, @Nullable URI sandbox, InstallKey install, OpenCascades cascades) {
        var upstreams = new HashMap<String, Upstream>();
        for (Provider provider : catalog.providers().values()) {
            URI url = provider.wire() == Wire.SANDBOX ? sandbox : provider.baseUrl();
            if (url != null) {
                upstreams.put(provider.id(), Upstream.of(provider.id(), wire(provider), url, key(provider, env)));
            }
        }
        return new Snapshot(
                catalog,
                standard,
                upstreams,
                catalog.names(),
                CallerHeaders.of(config.headers()),
                keys,
                config.unknownModel() == ProxyConfig.UnknownModel.REJECT,
                canary(env, install, cascades),
                config.mirror(),
                hash);
    }

    private @Nullable Canary canary(Env env, InstallKey install, OpenCascades cascades) {
        Rollout rollout = rollout();
        if (rollout == null) {
            return null;
        }
        var candidate = candidates.stream()
                .filter(one -> one.id().equals(rollout.candidate()))
                .findFirst()
                .orElseThrow();
        var hash = new KeyedHash(install.bytes());
        var latencies = new LiveLatencies();
        return new Canary(
                rollout,
                new CandidateRouter(
                        candidate,
                        cascades.of(candidate),
                        catalog,
                        latencies,
                        rollout.explore().models()),
                salt(rollout, env, install),
                unit -> hash.hex(unit.getBytes(StandardCharsets.UTF_8)),
                latencies);
    }

    /** The salt's variable where the rollout names one, else the installation's key. */
    private static byte[] salt(Rollout rollout, Env env, InstallKey install) {
        String name = rollout.saltEnv();
        if (name == null) {
            return install.bytes();
        }
        String value = env.value(name);
        if (value == null || value.isBlank()) {
            throw new MissingVariable(
                    name, "the salt of the rollout: any long random text, the same on every instance");
        }
        return value.strip().getBytes(StandardCharsets.UTF_8);
    }

    private static Wire wire(Provider provider) {
        return provider.wire() == Wire.SANDBOX ? Wire.OPENAI : provider.wire();
    }

    private static @Nullable Secret key(Provider provider, Env env) {
        String name = provider.keyEnv();
        String value = name == null ? null : env.value(name);
        return value == null || value.isBlank() ? null : new Secret(value.strip());
    }

    /** Whether live answers wait for the evidence about them. */
    public Audit audit() {
        var evidence = config.evidence();
        return switch (evidence.mode()) {
            case DROP -> Audit.OFF;
            case AUDIT -> evidence.queueFull() == ProxyConfig.QueueFull.WAIT ? Audit.WAIT : Audit.REFUSE;
        };
    }

    /** Limits of the file, the rest as usual. */
    public Limits limits() {
        var limits = config.limits();
        var usual = Limits.DEFAULT;
        return new Limits(
                limits.bodyBytes(),
                usual.bufferedBytes(),
                limits.inFlight(),
                limits.firstByte(),
                limits.idle(),
                limits.connect(),
                usual.acquire(),
                usual.head(),
                usual.bodyProgress(),
                usual.keepAlive(),
                usual.pool(),
                usual.breakerPause());
    }
}
