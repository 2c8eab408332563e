package dev.routeproof.routing.config.proxy;

import com.google.re2j.Pattern;
import dev.routeproof.routing.config.ConfigText;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Node;
import dev.routeproof.routing.config.ProblemCollector;
import dev.routeproof.routing.config.Shape;
import dev.routeproof.routing.config.Shapes;
import dev.routeproof.routing.config.proxy.ProxyConfig.Admin;
import dev.routeproof.routing.config.proxy.ProxyConfig.Content;
import dev.routeproof.routing.config.proxy.ProxyConfig.EvidenceLog;
import dev.routeproof.routing.config.proxy.ProxyConfig.Fsync;
import dev.routeproof.routing.config.proxy.ProxyConfig.Headers;
import dev.routeproof.routing.config.proxy.ProxyConfig.Limits;
import dev.routeproof.routing.config.proxy.ProxyConfig.Listen;
import dev.routeproof.routing.config.proxy.ProxyConfig.Mirror;
import dev.routeproof.routing.config.proxy.ProxyConfig.Mode;
import dev.routeproof.routing.config.proxy.ProxyConfig.QueueFull;
import dev.routeproof.routing.config.proxy.ProxyConfig.UnknownModel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads {@code proxy.yaml}; the files it names are loaded by their own loaders. */
public final class ProxyFile {
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    private static final Shape<Listen> LISTEN = Shapes.words().checked(ProxyFile::listen);

    private static final Shape<List<String>> HEADER_NAMES =
            Shapes.oneOrMany(Shapes.words().checked((node, name, problems) -> {
                if (!HEADER.matches(name)) {
                    problems.add(node.place(), "'" + name + "' cannot be the name of a header", null);
                    return null;
                }
                return name;
            }));

    private static final Shape<Admin> ADMIN =
            Shapes.record("admin listener", "Status, rollout, kill switch; on loopback, with a token.", fields -> {
                var listen = fields.required("listen", LISTEN, "host:port, on loopback.");
                var token = fields.required(
                        "token_env", Shapes.environmentName(), "Environment variable that holds the token.");
                return row -> {
                    String host = row.get(listen).host();
                    if (!host.equals("127.0.0.1") && !host.equals("localhost") && !host.equals("::1")) {
                        row.problem(
                                listen,
                                "the admin listener can switch all traffic, so it stays on this machine",
                                "listen on 127.0.0.1, and reach it through a tunnel");
                    }
                    return new Admin(row.get(listen), row.get(token));
                };
            });

    private static final Shape<Headers> HEADERS = Shapes.record(
            "group of header names", "Request headers that are read; the first one present wins.", fields -> {
                var usual = Headers.DEFAULT;
                var mode = fields.optional("mode", HEADER_NAMES, usual.mode(), "eco, balanced or sport.");
                var model = fields.optional("model", HEADER_NAMES, usual.model(), "Explicit model.");
                var user = fields.optional("user", HEADER_NAMES, usual.user(), "User id.");
                var session = fields.optional("session", HEADER_NAMES, usual.session(), "Session id.");
                var project = fields.optional("project", HEADER_NAMES, usual.project(), "Project id.");
                var feature = fields.optional("feature", HEADER_NAMES, usual.feature(), "Feature name.");
                return row -> new Headers(
                        row.get(mode),
                        row.get(model),
                        row.get(user),
                        row.get(session),
                        row.get(project),
                        row.get(feature));
            });

    private static final Shape<Limits> LIMITS =
            Shapes.record("group of limits", "What keeps the proxy small.", fields -> {
                var body = fields.optional("body_mib", Shapes.number(0.001, 1_024), 10.0, "Largest request body, MiB.");
                var inFlight = fields.optional("in_flight", Shapes.integer(1, 1_000_000), 2_000, "Requests at once.");
                var first = fields.optional(
                        "first_byte_s", Shapes.number(0.01, 86_400), 300.0, "Seconds to the first byte.");
                var idle = fields.optional("idle_s", Shapes.number(0.01, 86_400), 120.0, "Seconds between two chunks.");
                var connect =
                        fields.optional("connect_ms", Shapes.integer(1, 600_000), 2_000, "Milliseconds to connect.");
                return row -> new Limits(
                        (long) (row.get(body) * (1 << 20)),
                        row.get(inFlight),
                        Duration.ofMillis((long) (row.get(first) * 1_000)),
                        Duration.ofMillis((long) (row.get(idle) * 1_000)),
                        Duration.ofMillis(row.get(connect)));
            });

    private static final Shape<Mirror> MIRROR =
            Shapes.record("mirror", "Executes a share of requests on a candidate's model too.", fields -> {
                var candidate = fields.required("candidate", Shapes.id(), "Id of one of the candidates.");
                var percent = fields.required("percent", Shapes.number(0, 100), "Share of requests, percent.");
                var inFlight = fields.optional("in_flight", Shapes.integer(1, 10_000), 8, "Calls at once.");
                var rpm = fields.optional("rpm", Shapes.integer(1, 10_000_000), 60, "Calls a minute.");
                var usd = fields.required("usd_per_day", Shapes.number(0, 1e9), "Dollars a day after which it stops.");
                return row ->
                        new Mirror(row.get(candidate), row.get(percent), row.get(inFlight), row.get(rpm), row.get(usd));
            });

    private static final Shape<EvidenceYaml> EVIDENCE =
            Shapes.record("evidence log", "The append-only log of decisions and outcomes.", fields -> {
                var dir = fields.optional("dir", Shapes.path(), "Folder of the segments; absent: evidence/log.");
                var content = fields.optional(
                        "content",
                        Shapes.word(Content.class),
                        Content.HASH,
                        "How much of prompts and answers is kept.");
                var mode = fields.optional(
                        "mode", Shapes.word(Mode.class), Mode.DROP, "drop: live answers never wait; audit: they do.");
                var full = fields.optional(
                        "queue_full",
                        Shapes.word(QueueFull.class),
                        QueueFull.WAIT,
                        "In audit mode, while the log's queue is full: wait, or refuse with 503.");
                var fsync = fields.optional(
                        "fsync", Shapes.word(Fsync.class), Fsync.GROUP, "When an event counts as written.");
                return row -> new EvidenceYaml(
                        row.orNull(dir), row.get(content), row.get(mode), row.get(full), row.get(fsync));
            });

    private static final Shape<Instant> MOMENT = Shapes.words().checked((node, text, problems) -> {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException notOne) {
            problems.add(node.place(), "expected a moment in UTC, found '" + text + "'", "2026-01-05T00:00:00Z");
            return null;
        }
    });

    private record EvidenceYaml(@Nullable Path dir, Content content, Mode mode, QueueFull full, Fsync fsync) {
        EvidenceLog in(Path directory) {
            return new EvidenceLog(dir == null ? directory.resolve("evidence/log") : dir, content, mode, full, fsync);
        }
    }

    private static final Shape<ProxyConfig> SHAPE = Shapes.record(
            "proxy configuration", "Where a proxy listens, what it serves, within which limits.", fields -> {
                var listen = fields.optional("listen", LISTEN, Listen.DEFAULT, "host:port; absent: 127.0.0.1:8080.");
                var admin = fields.optional("admin", ADMIN, "The operator's listener; absent: none.");
                var catalog = fields.required("catalog", Shapes.path(), "The catalog, models.yaml.");
                var standard = fields.required("default", Shapes.words(), "Id of the model that serves by default.");
                var candidates = fields.optional(
                        "candidates", Shapes.list(Shapes.path()), List.of(), "Candidate files, shadowed all at once.");
                var rollout = fields.optional("rollout", Shapes.path(), "The rollout document; absent: shadow.");
                var evidence = fields.optional("evidence", EVIDENCE, "The evidence log.");
                var keys =
                        fields.optional("keys", Shapes.path(), "Virtual keys; absent: the caller's own are passed on.");
                var headers = fields.optional("headers", HEADERS, Headers.DEFAULT, "Request headers that are read.");
                var limits = fields.optional("limits", LIMITS, Limits.DEFAULT, "What keeps the proxy small.");
                var unknown = fields.optional(
                        "unknown_model",
                        Shapes.word(UnknownModel.class),
                        UnknownModel.PASSTHROUGH,
                        "What an unknown model name leads to.");
                var blind = fields.optional(
                        "blind", Shapes.bool(), false, "true: responses do not tell the arm, task type and reason.");
                var mirror = fields.optional("mirror", MIRROR, "Background execution on a candidate's model.");
                var clock = fields.optional(
                        "clock_stands_at",
                        MOMENT,
                        "For rehearsals, only where every provider is a sandbox: its clock stands here until it is moved.");
                return row -> new ProxyConfig(
                        row.get(listen),
                        row.orNull(admin),
                        row.get(catalog),
                        row.get(standard),
                        row.get(candidates),
                        row.orNull(rollout),
                        row.or(evidence, new EvidenceYaml(null, Content.HASH, Mode.DROP, QueueFull.WAIT, Fsync.GROUP))
                                .in(row.place().source().directory()),
                        row.orNull(keys),
                        row.get(headers),
                        row.get(limits),
                        row.get(unknown),
                        row.get(blind),
                        row.orNull(mirror),
                        row.orNull(clock));
            });

    private ProxyFile() {}

    public static Loaded<ProxyConfig> load(Path file) {
        return ConfigText.yaml(file, SHAPE);
    }

    /** What the file may look like, for the JSON Schema. */
    public static Shape<?> shape() {
        return SHAPE;
    }

    private static @Nullable Listen listen(Node node, String text, ProblemCollector problems) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        int port = port(text.substring(colon + 1));
        if (host.isBlank() || port < 0) {
            problems.add(node.place(), "expected host:port, found '" + text + "'", "for example 127.0.0.1:8080");
            return null;
        }
        return new Listen(host, port);
    }

    private static int port(String digits) {
        try {
            int port = Integer.parseInt(digits);
            return port <= 65_535 ? port : -1;
        } catch (NumberFormatException broken) {
            return -1;
        }
    }
}
