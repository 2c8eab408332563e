package dev.routeproof.proxy.http;

import dev.routeproof.providers.line.Lines;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The callers' listener on one event loop; as many are deployed as there are loops, all on one port.
 *
 * <p>HTTP/1.1 only: over plain TCP no client of these APIs speaks HTTP/2, and what is not spoken cannot be flooded.
 */
public final class Listener extends VerticleBase {
    private static final long TICK_MILLIS = 20;
    private static final int BACKLOG = 8_192;

    private final Shared shared;
    private final SocketAddress address;
    // Owned by the event loop.
    private final Set<ConnectionGuard> guards = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable HttpServer server;

    public Listener(Shared shared, SocketAddress address) {
        this.shared = shared;
        this.address = address;
    }

    @Override
    public Future<?> start() {
        var deadlines = new Deadlines();
        var limits = shared.limits();
        var lines = new Lines(vertx, limits.pool(), limits.connect(), limits.acquire(), false);
        var relay = new Relay(shared, lines, deadlines);
        vertx.setPeriodic(TICK_MILLIS, tick -> {
            long now = System.nanoTime();
            deadlines.tick(now);
            lines.tick(now);
            for (ConnectionGuard guard : guards.toArray(ConnectionGuard[]::new)) {
                guard.check(now, limits);
            }
        });
        var options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHandle100ContinueAutomatically(false)
                .setDecompressionSupported(false)
                .setCompressionSupported(false)
                .setIdleTimeout(0)
                .setAcceptBacklog(BACKLOG)
                .setTcpNoDelay(true);
        var listening = vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    var guard = ConnectionGuard.install(((ConnectionBase) connection).channel());
                    guards.add(guard);
                    connection.closeHandler(closed -> guards.remove(guard));
                })
                .requestHandler(relay::handle)
                .invalidRequestHandler(this::invalid)
                .exceptionHandler(failure -> {});
        server = listening;
        return listening.listen(address);
    }

    /** The port in use, once started. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.actualPort();
    }

    private void invalid(HttpServerRequest request) {
        String cause = String.valueOf(request.decoderResult().cause());
        var refusal = cause.contains("TooLongHttpHeader")
                ? new Refusal(
                        431, "invalid_request_error", "headers_too_large", "The request's headers are too large.", 0)
                : cause.contains("TooLongHttpLine")
                        ? new Refusal(414, "invalid_request_error", "uri_too_long", "The request line is too long.", 0)
                        : Refusal.badRequest("invalid_http", "The request is not valid HTTP/1.1.");
        shared.metrics().refused(refusal.status());
        request.response()
                .setStatusCode(refusal.status())
                .putHeader("content-type", "application/json")
                .putHeader("connection", "close")
                .end(refusal.json())
                .onComplete(sent -> request.connection().close());
    }
}
