package dev.routeproof.proxy.http;

import dev.routeproof.providers.line.Incoming;
import dev.routeproof.providers.line.Line;
import dev.routeproof.providers.line.Lines;
import dev.routeproof.providers.wire.Dialect;
import dev.routeproof.providers.wire.MalformedReply;
import dev.routeproof.providers.wire.translate.Untranslatable;
import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.proxy.rollout.CallerWire;
import dev.routeproof.proxy.rollout.Router;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.proxy.upstream.Breaker;
import dev.routeproof.proxy.upstream.Upstream;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.Wire;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks models on behalf of one request, one at a time: the breaker, the connection, the words, the head of the answer. */
final class Asking {
    /** How often one model is asked again: over a kept connection that was closed, or in words it has just taught us. */
    private static final int MOST_REPEATS = 4;

    /** Bodies up to this size are translated on the event loop. */
    private static final int INLINE_BYTES = 64 << 10;

    /** Who asks: each question ends with one of these, unless it is {@link #reset}. */
    interface Asker {
        void head(Incoming from);

        void failed(Trouble trouble);
    }

    private final Relay relay;
    private final Snapshot snapshot;
    private final HttpServerRequest request;
    private final Exchange exchange;
    private final byte[] body;
    private final JsonScan.@Nullable Found found;
    private final Asker asker;
    /** The caller's wire, where its request may be put into another one. */
    private final @Nullable Wire callerWire;

    // Owned by the event loop.
    private int question;
    private int repeats;
    private boolean reused;
    private @Nullable Model model;
    private @Nullable Incoming due;
    private @Nullable Breaker breaker;
    private @Nullable Crossing crossing;
    private long startedNanos;
    private long sentNanos;

    Asking(
            Relay relay,
            Snapshot snapshot,
            HttpServerRequest request,
            Exchange exchange,
            byte[] body,
            JsonScan.@Nullable Found found,
            Asker asker) {
        this.relay = relay;
        this.snapshot = snapshot;
        this.request = request;
        this.exchange = exchange;
        this.body = body;
        this.found = found;
        this.asker = asker;
        this.callerWire = found == null || exchange.plan().reason().equals(Router.PASSTHROUGH)
                ? null
                : CallerWire.of(exchange.facts().path());
    }

    void ask(Model asked) {
        question++;
        model = asked;
        crossing = null;
        Upstream upstream = snapshot.upstream(asked);
        startedNanos = System.nanoTime();
        var guard = relay.breaker(upstream.providerId());
        if (!guard.admits()) {
            breaker = null;
            asker.failed(Trouble.BREAKER_OPEN);
            return;
        }
        breaker = guard;
        if (callerWire == null || callerWire == upstream.wire()) {
            open(upstream, asked);
        } else {
            cross(callerWire, upstream, asked);
        }
    }

    /** Puts the request into the words of the model's wire first; a large one on another thread. */
    private void cross(Wire from, Upstream upstream, Model to) {
        var dialect = relay.shared().dialect(to.id());
        long created = exchange.at().getEpochSecond();
        if (body.length <= INLINE_BYTES) {
            try {
                crossing = Crossing.of(from, body, to.name(), dialect, created);
            } catch (Untranslatable | MalformedReply none) {
                untranslatable(to, none);
                return;
            }
            open(upstream, to);
            return;
        }
        int mine = question;
        relay.shared()
                .vertx()
                .executeBlocking(() -> Crossing.of(from, body, to.name(), dialect, created), false)
                .onComplete(crossed -> {
                    if (over(mine)) {
                        return;
                    }
                    if (crossed.succeeded()) {
                        crossing = crossed.result();
                        open(upstream, to);
                    } else {
                        untranslatable(to, crossed.cause());
                    }
                });
    }

    private void untranslatable(Model to, Throwable why) {
        report(Breaker::unknown);
        asker.failed(Trouble.untranslatable(to, why));
    }

    private boolean over(int mine) {
        return exchange.ended() || mine != question;
    }

    private void open(Upstream upstream, Model to) {
        int mine = question;
        relay.lines().take(upstream.place(), new Lines.Taker() {
            @Override
            public void taken(Line line) {
                if (over(mine)) {
                    line.giveBack();
                } else {
                    write(line, upstream, to);
                }
            }

            @Override
            public void failed(Throwable cause) {
                if (!over(mine)) {
                    unreachable(cause);
                }
            }
        });
    }

    private void write(Line line, Upstream upstream, Model asked) {
        reused = line.used();
        var headers = HeadersMultiMap.httpHeaders();
        headers.set(HttpHeaders.HOST, upstream.place().authority());
        byte[] bytes;
        if (crossing != null) {
            crossing.requestHeaders(request.headers(), headers);
            bytes = crossing.request();
        } else {
            Headers.toProvider(request.headers(), headers);
            bytes = exchange.plan().rewrite() && found != null && found.modelStart() >= 0
                    ? ModelName.splice(body, found, asked.name())
                    : body;
        }
        if (exchange.plan().escalation() != null && !exchange.facts().stream()) {
            // An answer that is to be weighed must be readable.
            headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
        }
        relay.credentials(snapshot, upstream, request.headers(), headers, crossing != null);
        if (bytes.length > 0 || request.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length));
        }
        String target = upstream.target(crossing == null ? request.uri() : crossing.path());
        int mine = question;
        due = line.expect(
                answer -> {
                    if (!over(mine)) {
                        report(Breaker::succeeded);
                        asker.head(answer);
                    }
                },
                cause -> {
                    if (!over(mine)) {
                        noAnswer(cause, upstream, asked);
                    }
                });
        line.send(request.method(), target, headers, bytes);
        if (sentNanos == 0) {
            sentNanos = System.nanoTime();
        }
    }

    private void unreachable(Throwable cause) {
        boolean busy = Lines.isBusy(cause);
        report(busy ? Breaker::unknown : Breaker::failed);
        asker.failed(busy ? Trouble.POOL_FULL : Trouble.UNREACHABLE);
    }

    private void noAnswer(Throwable cause, Upstream upstream, Model asked) {
        if (Trouble.isClosed(cause) && reused && repeats < MOST_REPEATS) {
            // A kept connection that the provider had given up meanwhile: nothing was answered, so ask again.
            repeats++;
            due = null;
            open(upstream, asked);
            return;
        }
        report(Breaker::failed);
        asker.failed(Trouble.noAnswer(cause));
    }

    /** True where the model's server has just taught us which words it takes, so that it may be asked again. */
    boolean learns(int status) {
        Dialect other = crossing == null ? null : crossing.learned(status);
        if (other == null || model == null || repeats >= MOST_REPEATS) {
            return false;
        }
        repeats++;
        relay.shared().learned(model.id(), other);
        return true;
    }

    /** Tells the provider's breaker once how the question ended. */
    void report(Consumer<Breaker> what) {
        if (breaker != null) {
            what.accept(breaker);
            breaker = null;
        }
    }

    /** Gives the question up; the provider sees it at once. */
    void reset() {
        if (due != null) {
            var given = due;
            due = null;
            given.reset();
        }
    }

    /** Null where the model speaks the caller's wire. */
    @Nullable
    Crossing crossing() {
        return crossing;
    }

    long startedNanos() {
        return startedNanos;
    }

    /** When the first question went out: what comes before is the proxy's own time. */
    long sentNanos() {
        return sentNanos;
    }
}
