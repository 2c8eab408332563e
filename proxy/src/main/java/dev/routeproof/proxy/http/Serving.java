package dev.routeproof.proxy.http;

import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.proxy.upstream.Breaker;
import dev.routeproof.proxy.upstream.Pools;
import dev.routeproof.proxy.upstream.Upstream;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.evidence.Event;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Serves one request: tries the plan's models until one begins to answer, relays that answer byte for byte, and ends
 * the exchange exactly once. The first byte of an answer's body is the point of no return: before it another model may
 * be tried or an error told, after it the only honest thing left is to cut the connection.
 */
final class Serving implements Deadlines.Limited {
    /** Kept connections that turn out to be closed before another one is taken for a failure of the provider. */
    private static final int STALE_RETRIES = 4;

    private final Relay relay;
    private final Snapshot snapshot;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Exchange exchange;
    private final byte[] body;
    private final JsonScan.@Nullable Found found;
    private final long wholeNanos;

    // Owned by the event loop.
    private int attempt = -1;
    private int retries;
    private boolean reused;
    private int staleRetries;
    private @Nullable HttpClientRequest upstreamRequest;
    private @Nullable HttpClientResponse answer;
    private @Nullable Breaker breaker;
    private long startedNanos;
    private long sentNanos;
    private long deadline = Long.MAX_VALUE;
    private boolean committed;
    private boolean paused;
    private long declared = -1;
    private long relayed;
    private boolean eventStream;
    private boolean hideBody;

    Serving(
            Relay relay,
            Snapshot snapshot,
            HttpServerRequest request,
            Exchange exchange,
            byte[] body,
            JsonScan.@Nullable Found found,
            long wholeNanos) {
        this.relay = relay;
        this.snapshot = snapshot;
        this.request = request;
        this.response = request.response();
        this.exchange = exchange;
        this.body = body;
        this.found = found;
        this.wholeNanos = wholeNanos;
    }

    void start() {
        relay.deadlines().add(this);
        next();
    }

    // ---- asking ----

    private void next() {
        attempt++;
        send();
    }

    private boolean mayTryNext() {
        if (attempt + 1 >= exchange.plan().models().size() || !relay.mayRetry()) {
            return false;
        }
        retries++;
        return true;
    }

    private Model model() {
        return exchange.plan().models().get(attempt);
    }

    private void send() {
        Model model = model();
        Upstream upstream = snapshot.upstream(model);
        startedNanos = System.nanoTime();
        var guard = relay.breaker(upstream.providerId());
        if (!guard.admits()) {
            breaker = null;
            failed("breaker_open", Refusal.busy("The provider cannot be reached at the moment. Try again shortly."));
            return;
        }
        breaker = guard;
        deadline = startedNanos + relay.limits().firstByte().toNanos();
        var options = new RequestOptions()
                .setMethod(request.method())
                .setHost(upstream.host())
                .setPort(upstream.port())
                .setSsl(upstream.tls())
                .setURI(upstream.target(request.uri()))
                .setConnectTimeout(relay.limits().acquire().toMillis());
        relay.client().request(options).onComplete(result -> {
            if (result.failed()) {
                if (!exchange.ended()) {
                    unreachable(result.cause());
                }
            } else if (exchange.ended()) {
                result.result().reset();
            } else {
                write(result.result(), upstream, model);
            }
        });
    }

    private void write(HttpClientRequest to, Upstream upstream, Model model) {
        upstreamRequest = to;
        reused = Pools.reused(to.connection());
        to.exceptionHandler(failure -> {});
        var headers = to.headers();
        headers.set("host", upstream.authority());
        Headers.toProvider(request.headers(), headers);
        relay.credentials(snapshot, upstream, request.headers(), headers);
        byte[] bytes = exchange.plan().rewrite() && found != null && found.modelStart() >= 0
                ? ModelName.splice(body, found, model.name())
                : body;
        int mine = attempt;
        Future<HttpClientResponse> answered = to.response();
        if (bytes.length > 0 || request.headers().contains("content-length")) {
            headers.set("content-length", Integer.toString(bytes.length));
        }
        to.end(BufferInternal.buffer(Unpooled.wrappedBuffer(bytes)));
        sentNanos = System.nanoTime();
        answered.onComplete(result -> {
            if (exchange.ended() || mine != attempt || upstreamRequest != to) {
                return;
            }
            if (result.failed()) {
                noAnswer(result.cause());
            } else {
                head(result.result());
            }
        });
    }

    private void unreachable(Throwable cause) {
        if (cause instanceof ConnectionPoolTooBusyException || isAcquireTimeout(cause)) {
            report(Breaker::unknown);
            failed("pool_full", Refusal.busy("Every connection to the provider is in use. Try again shortly."));
        } else {
            report(Breaker::failed);
            failed("connect_failed", Refusal.badGateway("provider_unreachable", "The provider could not be reached."));
        }
    }

    /** Vert.x fails a request that waited too long for a free connection in the same way as one for a busy pool. */
    private static boolean isAcquireTimeout(Throwable cause) {
        String message = cause.getMessage();
        return cause.getClass().getSimpleName().contains("NoStackTraceTimeout")
                || (message != null && message.contains("timeout of") && message.contains("connection"));
    }

    private void noAnswer(Throwable cause) {
        if (isClosed(cause) && reused && staleRetries < STALE_RETRIES) {
            // A kept connection that the provider had given up meanwhile: nothing was answered, so ask again.
            staleRetries++;
            report(Breaker::unknown);
            upstreamRequest = null;
            send();
            return;
        }
        report(Breaker::failed);
        boolean closed = isClosed(cause);
        failed(
                closed ? "upstream_closed" : "upstream_invalid",
                closed
                        ? Refusal.badGateway("provider_closed", "The provider closed the connection without an answer.")
                        : Refusal.badGateway("provider_invalid", "The provider's answer is not valid HTTP."));
    }

    private static boolean isClosed(Throwable cause) {
        return cause instanceof HttpClosedException || cause instanceof IOException;
    }

    /** This attempt came to nothing before the first byte: another model, or the error. */
    private void failed(String why, Refusal refusal) {
        exchange.tried(model(), why, startedNanos, System.nanoTime());
        resetUpstream();
        if (mayTryNext()) {
            next();
            return;
        }
        relay.refuse(request, refusal);
        exchange.refused(refusal.status());
        finish(Event.Status.FAILED, why);
    }

    // ---- answering ----

    private void head(HttpClientResponse from) {
        report(Breaker::succeeded);
        int status = from.statusCode();
        if ((status == 429 || status >= 500) && mayTryNext()) {
            exchange.tried(model(), Integer.toString(status), startedNanos, System.nanoTime());
            resetUpstream();
            next();
            return;
        }
        answer = from;
        String length = from.getHeader("content-length");
        declared = length == null ? -1 : Long.parseLong(length.strip());
        String type = from.getHeader("content-type");
        eventStream = type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
        hideBody = (status == 401 || status == 403)
                && snapshot.upstream(model()).key() != null
                && relay.ownCredentials(snapshot, snapshot.upstream(model()));
        from.exceptionHandler(failure -> {
            if (answer == from) {
                cut(isClosed(failure) ? "upstream_truncated" : "upstream_invalid");
            }
        });
        if (hideBody) {
            from.handler(piece -> {});
            from.endHandler(end -> refusedByProvider(status));
        } else {
            from.handler(this::piece);
            from.endHandler(end -> end());
        }
    }

    private void refusedByProvider(int status) {
        exchange.tried(model(), Integer.toString(status), startedNanos, System.nanoTime());
        var refusal = new Refusal(
                status,
                status == 401 ? "authentication_error" : "permission_error",
                "provider_credentials",
                "The provider refused this proxy's own credentials for it.",
                0);
        relay.refuse(request, refusal);
        exchange.refused(status);
        finish(Event.Status.FAILED, "provider_refused");
    }

    private void piece(Buffer piece) {
        if (exchange.ended()) {
            return;
        }
        if (!committed) {
            commit();
        }
        relayed += piece.length();
        exchange.copy().add(piece);
        deadline = System.nanoTime() + relay.limits().idle().toNanos();
        if (declared >= 0 && relayed >= declared) {
            response.end(piece);
            return;
        }
        response.write(piece);
        if (response.writeQueueFull()) {
            paused = true;
            answer().pause();
            response.drainHandler(drained -> {
                paused = false;
                deadline = System.nanoTime() + relay.limits().idle().toNanos();
                answer().resume();
            });
        }
    }

    private HttpClientResponse answer() {
        if (answer == null) {
            throw new IllegalStateException("no answer yet");
        }
        return answer;
    }

    private void commit() {
        committed = true;
        var from = answer();
        long now = System.nanoTime();
        long overhead = sentNanos - wholeNanos;
        response.setStatusCode(from.statusCode());
        String reason = from.statusMessage();
        if (reason != null && !reason.equals(response.getStatusMessage())) {
            response.setStatusMessage(reason);
        }
        var headers = response.headers();
        Headers.toCaller(from.headers(), headers);
        relay.ownHeaders(exchange, model(), overhead, headers);
        if (declared >= 0) {
            headers.set("content-length", Long.toString(declared));
        } else if (request.version() == HttpVersion.HTTP_1_0) {
            headers.set("connection", "close");
        } else {
            response.setChunked(true);
        }
        exchange.answered(
                model(),
                from.statusCode(),
                from.getHeader("content-type"),
                from.getHeader("content-encoding"),
                now,
                overhead);
        relay.decided(exchange);
    }

    private void end() {
        if (exchange.ended()) {
            return;
        }
        if (eventStream && declared < 0 && !chunkedAnswer() && !saidDone()) {
            // Framed by the close alone: only the stream's own last word tells an end from a cut.
            cut("upstream_truncated");
            return;
        }
        if (!committed) {
            commit();
        }
        exchange.tried(model(), Integer.toString(exchange.http()), startedNanos, System.nanoTime());
        if (!response.ended()) {
            response.end();
            if (request.version() == HttpVersion.HTTP_1_0 && declared < 0) {
                request.connection().close();
            }
        }
        int status = exchange.http();
        if (status >= 400) {
            finish(Event.Status.FAILED, "http_" + status);
        } else if (eventStream && !saidDone()) {
            finish(Event.Status.FAILED, "upstream_truncated");
        } else {
            finish(Event.Status.COMPLETED, null);
        }
    }

    private boolean chunkedAnswer() {
        return answer().headers().contains("transfer-encoding");
    }

    private boolean saidDone() {
        String encoding = exchange.contentEncoding();
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return true;
        }
        var copy = exchange.copy();
        return copy.endsNear("[DONE]", 64)
                || copy.endsNear("message_stop", 256)
                || copy.endsNear("response.completed", 64 << 10)
                || copy.endsNear("response.incomplete", 64 << 10)
                || copy.endsNear("response.failed", 64 << 10);
    }

    /** The answer broke off: an error before the first byte, else an end that nobody can take for a whole answer. */
    private void cut(String why) {
        if (exchange.ended()) {
            return;
        }
        if (!committed) {
            report(Breaker::failed);
            boolean silent = why.equals("first_byte_timeout");
            failed(
                    why,
                    silent
                            ? Refusal.gatewayTimeout(
                                    "provider_timeout", "The provider did not begin to answer in time.")
                            : Refusal.badGateway(
                                    "provider_closed", "The provider's answer broke off before it began."));
            return;
        }
        exchange.tried(model(), why, startedNanos, System.nanoTime());
        resetUpstream();
        if (!response.ended()) {
            String encoding = exchange.contentEncoding();
            if (eventStream && declared < 0 && (encoding == null || encoding.equalsIgnoreCase("identity"))) {
                var refusal = Refusal.badGateway(why, "The provider's answer broke off.");
                response.write("\n\nevent: error\ndata: " + refusal.json() + "\n\n")
                        .onComplete(written -> request.connection().close());
            } else {
                request.connection().close();
            }
        }
        finish(Event.Status.FAILED, why);
    }

    /** The caller has left. */
    void callerGone() {
        if (!exchange.ended()) {
            if (attempt >= 0) {
                exchange.tried(model(), "cancelled", startedNanos, System.nanoTime());
            }
            report(Breaker::unknown);
            resetUpstream();
            finish(Event.Status.CANCELLED, "client_cancel");
        }
    }

    @Override
    public void tick(long now) {
        if (now < deadline || exchange.ended()) {
            return;
        }
        deadline = Long.MAX_VALUE;
        if (paused) {
            exchange.tried(model(), "cancelled", startedNanos, now);
            resetUpstream();
            request.connection().close();
            finish(Event.Status.CANCELLED, "client_stalled");
        } else {
            cut(committed ? "idle_timeout" : "first_byte_timeout");
        }
    }

    private void report(Consumer<Breaker> what) {
        if (breaker != null) {
            what.accept(breaker);
            breaker = null;
        }
    }

    private void resetUpstream() {
        answer = null;
        if (upstreamRequest != null) {
            var given = upstreamRequest;
            upstreamRequest = null;
            given.reset();
        }
    }

    private void finish(Event.Status status, @Nullable String error) {
        if (exchange.end(status, error, System.nanoTime())) {
            relay.deadlines().remove(this);
            relay.ended(exchange, body.length, retries);
        }
    }
}
