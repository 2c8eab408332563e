package dev.routeproof.proxy.http;

import dev.routeproof.providers.line.Incoming;
import dev.routeproof.providers.wire.MalformedReply;
import dev.routeproof.providers.wire.translate.Untranslatable;
import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.proxy.upstream.Breaker;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.evidence.Event;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Serves one request: tries the plan's models until one begins to answer, relays that answer byte for byte, and ends
 * the exchange exactly once. The first byte of an answer's body is the point of no return: before it another model may
 * be tried or an error told, after it the only honest thing left is to cut the connection.
 */
final class Serving extends Deadlines.Limited implements Asking.Asker {
    private final Relay relay;
    private final Snapshot snapshot;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Exchange exchange;
    private final Asking asking;
    private final int bodyBytes;
    private final long wholeNanos;

    // Owned by the event loop.
    private int attempt = -1;
    private int retries;
    private @Nullable Incoming answer;
    private long deadline = Long.MAX_VALUE;
    private boolean committed;
    private boolean paused;
    private long declared = -1;
    private long relayed;
    private boolean eventStream;
    private boolean hideBody;
    private @Nullable Crossing crossing;
    private Weighing.@Nullable Kept kept;
    private final HeadHold hold;

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
        this.asking = new Asking(relay, snapshot, request, exchange, body, found, this);
        this.hold = new HeadHold(relay, exchange);
        this.bodyBytes = body.length;
        this.wholeNanos = wholeNanos;
    }

    void start() {
        relay.deadlines().add(this);
        next();
    }

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
        var escalation = exchange.plan().escalation();
        return kept != null && escalation != null
                ? escalation.to()
                : exchange.plan().models().get(attempt);
    }

    private void send() {
        passOver();
        deadline = System.nanoTime() + relay.limits().firstByte().toNanos();
        asking.ask(model());
    }

    /** A model whose provider has asked for less is not asked while another one is left. */
    private void passOver() {
        while (kept == null
                && attempt + 1 < exchange.plan().models().size()
                && relay.shared().cooldowns().holds(model().id())) {
            long now = System.nanoTime();
            exchange.tried(model(), "cooldown", now, now);
            attempt++;
        }
    }

    /** This attempt came to nothing before the first byte: another model, or the error. */
    @Override
    public void failed(Trouble trouble) {
        triedUnseen(trouble.why());
        resetUpstream();
        if (kept != null || mayTryNext()) {
            goOn();
        } else {
            refuse(trouble);
        }
    }

    private void goOn() {
        if (kept == null) {
            next();
        } else {
            serve(kept);
        }
    }

    private void refuse(Trouble trouble) {
        relay.refuse(request, exchange, trouble.refusal());
        exchange.refused(trouble.refusal().status());
        finish(Event.Status.FAILED, trouble.why());
    }

    // ---- answering ----

    @Override
    public void head(Incoming from) {
        int status = from.status();
        if (status == 429) {
            relay.shared().cooldowns().begin(model().id(), from.header("retry-after"));
        }
        if (kept != null ? status >= 400 : (status == 429 || status >= 500) && mayTryNext()) {
            triedUnseen(Integer.toString(status));
            resetUpstream();
            goOn();
            return;
        }
        answer = from;
        String length = from.header(HttpHeaders.CONTENT_LENGTH);
        declared = length == null ? -1 : Long.parseLong(length.strip());
        String type = from.header(HttpHeaders.CONTENT_TYPE);
        eventStream = type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
        hideBody = (status == 401 || status == 403)
                && snapshot.upstream(model()).key() != null
                && relay.ownCredentials(snapshot, snapshot.upstream(model()));
        var across = asking.crossing();
        crossing = across;
        from.onBroken(failure -> {
            if (answer == from) {
                cut(Trouble.isClosed(failure) ? "upstream_truncated" : "upstream_invalid");
            }
        });
        if (hideBody) {
            from.onPiece(piece -> {});
            from.onEnd(() -> refusedByProvider(status));
        } else if (across != null) {
            declared = -1;
            if (across.begin(status, eventStream, from.header(HttpHeaders.CONTENT_ENCODING))) {
                from.onPiece(piece -> crossed(across, piece));
                from.onEnd(() -> crossedEnd(across, status));
            } else {
                cut("upstream_invalid");
            }
        } else if (weighs(status)) {
            var weighing = new Weighing();
            from.onPiece(piece -> gather(weighing, piece));
            from.onEnd(() -> weigh(weighing.rest()));
        } else {
            from.onPiece(this::piece);
            from.onEnd(() -> end());
        }
        if (relay.audits() && answer == from && !hideBody) {
            hold.until(from, model(), durable -> audited(from, durable));
        }
    }

    private void audited(Incoming from, boolean durable) {
        if (exchange.ended() || answer != from) {
            return;
        }
        if (durable) {
            from.resume();
        } else {
            unaudited();
        }
    }

    /** There will be no evidence of this answer, so there is no answer. */
    private void unaudited() {
        triedUnseen(Trouble.UNAUDITED.why());
        resetUpstream();
        refuse(Trouble.UNAUDITED);
    }

    private void refusedByProvider(int status) {
        exchange.tried(model(), Integer.toString(status), asking.startedNanos(), System.nanoTime());
        refuse(Trouble.ownCredentials(status));
    }

    private boolean weighs(int status) {
        return kept == null && status == 200 && !eventStream && Weighing.due(exchange, model());
    }

    private void gather(Weighing weighing, Buffer piece) {
        if (!exchange.ended()) {
            deadline = System.nanoTime() + relay.limits().idle().toNanos();
            Buffer now = weighing.add(piece);
            if (now.length() > 0) {
                piece(now);
            }
        }
    }

    private void weigh(Buffer held) {
        boolean some = held.length() > 0;
        if (exchange.ended() || (some && escalates(held.getBytes(), held))) {
            return;
        }
        if (some) {
            piece(held);
        }
        end();
    }

    /**
     * Asks the better model where an answer is doubted; false where it is not.
     *
     * @param uncopied what of the answer is not in the copy for the log yet
     */
    private boolean escalates(byte[] body, Buffer uncopied) {
        var escalation = exchange.plan().escalation();
        var doubt = escalation == null ? Optional.<String>empty() : Weighing.doubt(escalation.when(), body);
        if (escalation == null || doubt.isEmpty()) {
            return false;
        }
        exchange.copy().add(uncopied);
        var keeping =
                new Weighing.Kept(answer(), crossing, body, exchange.attempts().size());
        triedUnseen("escalated");
        exchange.note("escalated to " + escalation.to().id() + ": " + doubt.get());
        relay.shared().metrics().escalated.increment();
        resetUpstream();
        kept = keeping;
        send();
        return true;
    }

    /** Nothing better came: the doubted answer is served. */
    private void serve(Weighing.Kept back) {
        kept = null;
        exchange.servesUnseen(back.attempt());
        exchange.note("which failed");
        answer = back.from();
        crossing = back.across();
        declared = back.body().length;
        commit();
        response.end(Buffer.buffer(back.body()));
        finish(Event.Status.COMPLETED, null);
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
        holdBack();
    }

    private void holdBack() {
        if (response.writeQueueFull()) {
            paused = true;
            answer().pause();
            response.drainHandler(drained -> {
                paused = false;
                deadline = System.nanoTime() + relay.limits().idle().toNanos();
                if (answer != null) {
                    answer.resume(); // else it was given up while it was held back
                }
            });
        }
    }

    /** A piece of an answer in the model's wire. */
    private void crossed(Crossing across, Buffer piece) {
        if (exchange.ended() || across != asking.crossing()) {
            return;
        }
        exchange.copy().add(piece);
        deadline = System.nanoTime() + relay.limits().idle().toNanos();
        try {
            write(across.take(piece));
        } catch (MalformedReply | Untranslatable broken) {
            cut("upstream_invalid");
        }
    }

    private void write(byte[] translated) {
        if (translated.length == 0) {
            return;
        }
        if (!committed) {
            commit();
        }
        response.write(Buffer.buffer(translated));
        holdBack();
    }

    private void crossedEnd(Crossing across, int status) {
        if (exchange.ended() || across != asking.crossing()) {
            return;
        }
        if (asking.learns(status)) {
            triedUnseen(Integer.toString(status));
            resetUpstream();
            send();
            return;
        }
        try {
            byte[] last = across.end(status);
            if (!across.complete()) {
                cut("upstream_truncated");
            } else if (across.streams()) {
                write(last);
                end();
            } else if (!weighs(status) || !escalates(last, Buffer.buffer())) {
                declared = last.length;
                commit();
                response.end(Buffer.buffer(last));
                end();
            }
        } catch (MalformedReply | Untranslatable broken) {
            cut("upstream_invalid");
        }
    }

    /** Remembers an attempt of which the caller saw nothing. */
    private void triedUnseen(String how) {
        exchange.triedUnseen(
                model(),
                how,
                asking.startedNanos(),
                System.nanoTime(),
                answer == null ? null : answer.header(HttpHeaders.CONTENT_TYPE),
                answer == null ? null : answer.header(HttpHeaders.CONTENT_ENCODING));
    }

    private Incoming answer() {
        if (answer == null) {
            throw new IllegalStateException("no answer yet");
        }
        return answer;
    }

    private void commit() {
        committed = true;
        var from = answer();
        long now = System.nanoTime();
        long overhead = asking.sentNanos() - wholeNanos;
        response.setStatusCode(from.status());
        String reason = from.reason();
        if (!reason.equals(response.getStatusMessage())) {
            response.setStatusMessage(reason);
        }
        var headers = response.headers();
        Headers.toCaller(from.headers(), headers);
        if (crossing != null) {
            crossing.responseHeaders(headers);
        }
        relay.ownHeaders(exchange, model(), overhead, headers);
        if (declared >= 0) {
            headers.set(HttpHeaders.CONTENT_LENGTH, Long.toString(declared));
        } else if (request.version() == HttpVersion.HTTP_1_0) {
            headers.set("connection", "close");
        } else {
            response.setChunked(true);
        }
        exchange.answered(
                model(),
                from.status(),
                from.header(HttpHeaders.CONTENT_TYPE),
                from.header(HttpHeaders.CONTENT_ENCODING),
                now,
                overhead);
        if (!exchange.decided()) {
            relay.decided(exchange);
        }
    }

    private void end() {
        if (exchange.ended()) {
            return;
        }
        if (eventStream
                && declared < 0
                && crossing == null
                && !answer().headers().contains("transfer-encoding")
                && !exchange.saidDone()) {
            // Framed by the close alone: only the stream's own last word tells an end from a cut.
            cut("upstream_truncated");
            return;
        }
        if (!committed) {
            commit();
        }
        exchange.tried(model(), Integer.toString(exchange.http()), asking.startedNanos(), System.nanoTime());
        if (!response.ended()) {
            response.end();
            if (request.version() == HttpVersion.HTTP_1_0 && declared < 0) {
                request.connection().close();
            }
        }
        String wrong = exchange.http() >= 400 ? "http_" + exchange.http() : exchange.flaw(eventStream);
        finish(wrong == null ? Event.Status.COMPLETED : Event.Status.FAILED, wrong);
    }

    /** The answer broke off: an error before the first byte, else an end that nobody can take for a whole answer. */
    private void cut(String why) {
        if (exchange.ended()) {
            return;
        }
        if (!committed) {
            asking.report(Breaker::failed);
            failed(Trouble.brokeOff(why));
            return;
        }
        exchange.tried(model(), why, asking.startedNanos(), System.nanoTime());
        resetUpstream();
        if (!response.ended()) {
            String encoding = exchange.contentEncoding();
            if (eventStream && declared < 0 && (encoding == null || encoding.equalsIgnoreCase("identity"))) {
                response.write(Refusal.badGateway(why, "The provider's answer broke off.")
                                .event())
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
                exchange.tried(model(), "cancelled", asking.startedNanos(), System.nanoTime());
            }
            asking.report(Breaker::unknown);
            resetUpstream();
            finish(Event.Status.CANCELLED, "client_cancel");
        }
    }

    @Override
    void tick(long now) {
        if (now < deadline || exchange.ended()) {
            return;
        }
        deadline = Long.MAX_VALUE;
        if (hold.holding()) {
            unaudited();
        } else if (paused) {
            exchange.tried(model(), "cancelled", asking.startedNanos(), now);
            resetUpstream();
            request.connection().close();
            finish(Event.Status.CANCELLED, "client_stalled");
        } else {
            cut(committed || exchange.copy().total() > 0 ? "idle_timeout" : "first_byte_timeout");
        }
    }

    private void resetUpstream() {
        answer = null;
        asking.reset();
    }

    private void finish(Event.Status status, @Nullable String error) {
        if (exchange.end(status, error, System.nanoTime())) {
            relay.deadlines().remove(this);
            if (status == Event.Status.COMPLETED
                    && snapshot.canary() != null
                    && exchange.attempts().size() == 1) {
                snapshot.canary().answered(model(), exchange.latencyNanos());
            }
            relay.ended(exchange, bodyBytes, retries);
        }
    }
}
