package dev.routeproof.routing.config.proxy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code proxy.yaml}: where a proxy listens, what it serves, and within which limits.
 *
 * @param admin null: no admin listener
 * @param standard catalog id or wire name of the default model ({@code default} in the file)
 * @param candidates candidate files, shadowed all at once
 * @param rollout null: shadow
 * @param keys virtual keys; null: the caller's Authorization is passed to the default's provider
 * @param unknownModel what a model name that the catalog does not know leads to
 * @param blind true: arm, task type and reason are left out of response headers
 * @param mirror null: no candidate is executed in the background
 * @param clockStandsAt where a rehearsal's clock stands until it is moved; null: the clock is the world's
 */
public record ProxyConfig(
        Listen listen,
        @Nullable Admin admin,
        Path catalog,
        String standard,
        List<Path> candidates,
        @Nullable Path rollout,
        EvidenceLog evidence,
        @Nullable Path keys,
        Headers headers,
        Limits limits,
        UnknownModel unknownModel,
        boolean blind,
        @Nullable Mirror mirror,
        @Nullable Instant clockStandsAt) {
    public ProxyConfig {
        candidates = List.copyOf(candidates);
    }

    /** A TCP address; port 0: any free port. */
    public record Listen(String host, int port) {
        public static final Listen DEFAULT = new Listen("127.0.0.1", 8080);
    }

    /**
     * The operator's listener.
     *
     * @param tokenEnv environment variable that holds its token
     */
    public record Admin(Listen listen, String tokenEnv) {}

    /** The evidence log; {@code dir} is where segments are written. */
    public record EvidenceLog(Path dir, Content content, Mode mode, QueueFull queueFull, Fsync fsync) {}

    /** How much of prompts and answers the log keeps. */
    public enum Content {
        NONE,
        HASH,
        REDACTED,
        FULL
    }

    /** What happens when the log cannot keep up. */
    public enum Mode {
        /** Events are dropped and counted; live answers never wait. */
        DROP,
        /** The head of an answer waits until its decision is durable. */
        AUDIT
    }

    /** What an answer does in audit mode while the log's queue is full. */
    public enum QueueFull {
        /** It waits, at most as long as for a first byte. */
        WAIT,
        /** It is refused with 503. */
        REFUSE
    }

    /** When an event counts as written. */
    public enum Fsync {
        /** After a flush to the disk that a group of events shares. */
        GROUP,
        /** After the write; a power loss may lose the last of them. */
        OFF
    }

    /** Names of the request headers that are read; the first one present wins. */
    public record Headers(
            List<String> mode,
            List<String> model,
            List<String> user,
            List<String> session,
            List<String> project,
            List<String> feature) {
        public static final Headers DEFAULT = new Headers(
                List.of("X-Route-Mode", "X-Prism-Mode"),
                List.of("X-Route-Model", "X-Prism-Model-Prefer"),
                List.of("X-Route-User"),
                List.of("X-Route-Session"),
                List.of("X-Route-Project"),
                List.of("X-Route-Feature"));

        public Headers {
            mode = List.copyOf(mode);
            model = List.copyOf(model);
            user = List.copyOf(user);
            session = List.copyOf(session);
            project = List.copyOf(project);
            feature = List.copyOf(feature);
        }
    }

    /** What keeps the proxy small: {@code bodyBytes} per request, {@code inFlight} requests at once, and waiting times. */
    public record Limits(long bodyBytes, int inFlight, Duration firstByte, Duration idle, Duration connect) {
        /** 10 MiB, 2,000 requests, 300 s, 120 s, 2 s. */
        public static final Limits DEFAULT =
                new Limits(10L << 20, 2_000, Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofSeconds(2));
    }

    /** What a model name that the catalog does not know leads to. */
    public enum UnknownModel {
        /** It is forwarded untouched to the default's provider and logged as {@code passthrough}. */
        PASSTHROUGH,
        /** 404 {@code model_not_found}. */
        REJECT
    }

    /**
     * Executes a sampled share of requests on a candidate's model too, in the background.
     *
     * @param percent of requests, (0,100]
     * @param inFlight calls at once
     * @param requestsPerMinute calls a minute
     * @param usdPerDay spending a day after which it stops until the next day (UTC)
     */
    public record Mirror(String candidate, double percent, int inFlight, int requestsPerMinute, double usdPerDay) {}
}
