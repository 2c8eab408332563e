package dev.routeproof.proxy.admin;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.providers.line.ClosesInputFirst;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.config.proxy.ProxyConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The operator's listener: its own address, its own token, nothing changed by a GET, and no request taken that a
 * browser sent for somebody else (an Origin, or a Host that is not this listener's).
 */
public final class AdminServer implements AutoCloseable {
    private static final int BODY_CAP = 64 << 10;
    private static final Map<String, String> METHODS = Map.of(
            "/admin/status", "GET",
            "/admin/rollout", "GET, PUT",
            "/admin/pause", "POST",
            "/admin/resume", "POST",
            "/admin/back-off", "POST",
            "/admin/kill", "POST",
            "/admin/unkill", "POST",
            "/admin/clock", "PUT",
            "/admin/reload", "POST");
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;

    private AdminServer(HttpServer server) {
        this.server = server;
    }

    public static AdminServer start(Vertx vertx, ProxyConfig.Admin admin, String token, Desk desk) {
        var hosts = new HashSet<>(Set.of("127.0.0.1", "localhost", "[::1]"));
        hosts.add(admin.listen().host());
        var server = vertx.createHttpServer(
                new HttpServerOptions().setHttp2ClearTextEnabled(false).setIdleTimeout(60));
        server.connectionHandler(connection -> ClosesInputFirst.install(((ConnectionBase) connection).channel()));
        server.requestHandler(request -> handle(vertx, request, hosts, token, desk));
        server.exceptionHandler(failure -> {});
        server.listen(admin.listen().port(), admin.listen().host()).await();
        return new AdminServer(server);
    }

    /** The token from its variable, else from {@code admin.token} in the evidence folder, made there when missing. */
    public static String token(ProxyConfig config, Env env) throws IOException {
        var admin = config.admin();
        String given = admin == null ? null : env.value(admin.tokenEnv());
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        Path file = config.evidence().dir().resolve("admin.token");
        if (!Files.exists(file)) {
            Files.createDirectories(config.evidence().dir());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        if (Files.readString(file).isBlank()) {
            var bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            Files.writeString(file, HexFormat.of().formatHex(bytes));
        }
        return Files.readString(file).strip();
    }

    public int port() {
        return server.actualPort();
    }

    private static void handle(Vertx vertx, HttpServerRequest request, Set<String> hosts, String token, Desk desk) {
        String host = request.getHeader("host");
        String name = host == null ? "" : host.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
        if (!hosts.contains(name) || request.headers().contains("origin")) {
            answer(request, 403, problem("this listener takes no requests from web pages"));
            return;
        }
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        String what = (reads ? "GET" : request.method().name()) + " " + request.path();
        switch (what) {
            case "GET /healthz" -> answer(request, 200, "{\"status\":\"ok\"}");
            case "GET /readyz" ->
                answer(
                        request,
                        desk.ready() ? 200 : 503,
                        "{\"status\":\"" + (desk.ready() ? "ready" : "draining") + "\"}");
            case "GET /metrics" -> {
                request.response().putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8");
                request.response().end(desk.metrics().text());
            }
            default -> {
                if (tokenFits(request, token)) {
                    order(vertx, request, what, desk);
                } else {
                    answer(request, 401, problem("the token is missing or wrong: Authorization: Bearer …"));
                }
            }
        }
    }

    private static boolean tokenFits(HttpServerRequest request, String token) {
        String given = request.getHeader("authorization");
        return given != null
                && MessageDigest.isEqual(
                        ("Bearer " + token).getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static void order(Vertx vertx, HttpServerRequest request, String what, Desk desk) {
        switch (what) {
            case "GET /admin/status" -> answer(request, 200, desk.status());
            case "GET /admin/rollout" -> answer(request, 200, desk.rollout());
            case "PUT /admin/rollout" -> withBody(vertx, request, desk::change);
            case "POST /admin/pause" -> done(vertx, request, desk::pause);
            case "POST /admin/resume" -> done(vertx, request, desk::resume);
            case "POST /admin/back-off" -> withBody(vertx, request, desk::backOff);
            case "POST /admin/kill" -> done(vertx, request, () -> desk.kill(true));
            case "POST /admin/unkill" -> done(vertx, request, () -> desk.kill(false));
            case "PUT /admin/clock" -> withBody(vertx, request, desk::moveClock);
            case "POST /admin/reload" -> done(vertx, request, desk::reload);
            default -> {
                if (what.startsWith("GET /admin/exchanges/")) {
                    exchange(request, desk.exchange(what.substring("GET /admin/exchanges/".length())));
                } else {
                    nothing(request);
                }
            }
        }
    }

    private static void nothing(HttpServerRequest request) {
        String methods = METHODS.get(request.path());
        if (methods == null) {
            answer(request, 404, problem("there is nothing here; see docs/proxy.md"));
        } else {
            request.response().putHeader("allow", methods);
            answer(request, 405, problem("nothing was done: " + request.path() + " takes " + methods));
        }
    }

    private interface Order {
        Desk.Done give(String body);
    }

    private static void withBody(Vertx vertx, HttpServerRequest request, Order order) {
        String length = request.getHeader("content-length");
        if (length == null || !length.matches("[0-9]{1,9}") || Integer.parseInt(length) > BODY_CAP) {
            answer(request, 413, problem("a JSON object with a Content-Length of at most 64 KiB is needed"));
            return;
        }
        request.body().onComplete(body -> {
            if (body.succeeded()) {
                done(vertx, request, () -> order.give(body.result().toString(StandardCharsets.UTF_8)));
            }
        });
    }

    private static void done(Vertx vertx, HttpServerRequest request, Supplier<Desk.Done> order) {
        // Not in order: the kill switch must not wait behind an order that waits for a disk.
        vertx.executeBlocking(order::get, false).onComplete(result -> {
            Desk.@Nullable Done done = result.result();
            if (done == null) {
                answer(request, 500, problem("the order failed: " + result.cause()));
            } else {
                answer(
                        request,
                        done.done() ? 200 : 409,
                        "{\"done\":" + done.done() + ",\"text\":" + quoted(done.text()) + "}");
            }
        });
    }

    private static void exchange(HttpServerRequest request, List<String> events) {
        if (events.isEmpty()) {
            answer(request, 404, problem("no exchange with this id among the last that were written to the log"));
            return;
        }
        answer(request, 200, "{\"events\":[" + String.join(",", events) + "]}");
    }

    private static String problem(String text) {
        return "{\"error\":{\"message\":" + quoted(text) + "}}";
    }

    private static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    private static void answer(HttpServerRequest request, int status, String json) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(json);
    }

    @Override
    public void close() {
        server.close().await();
    }
}
