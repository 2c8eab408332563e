package dev.routeproof.providers.client;

import dev.routeproof.providers.client.Outcome.Cause;
import dev.routeproof.providers.client.Outcome.Phase;
import dev.routeproof.providers.wire.MalformedReply;
import dev.routeproof.providers.wire.ReplyReader;
import dev.routeproof.providers.wire.WireError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One request and its answer on one event loop; every method but {@link #run} and {@link #cancel} belongs to that loop. */
final class Exchange {
    private static final Duration AFTER_THE_END = Duration.ofSeconds(1);
    private static final long UNSET = Long.MIN_VALUE;

    private final NetworkThread network;
    private final ClientOptions options;
    private final ReplyReader reader;
    private final CompletableFuture<Exchanged> result = new CompletableFuture<>();
    // Owned by the event loop.
    private @Nullable HttpClientRequest request;
    private @Nullable AnswerBody body;
    private byte[] rejected = {};
    private int status;
    private @Nullable String retryAfter;
    private long timer = UNSET;
    private long startedAt;
    private long sentAt = UNSET;
    private long lastByteAt = UNSET;
    private long firstTokenAt = UNSET;
    private long doneAt = UNSET;

    Exchange(NetworkThread network, ClientOptions options, ReplyReader reader) {
        this.network = network;
        this.options = options;
        this.reader = reader;
    }

    /** Sends {@code content}; the future never fails. */
    CompletableFuture<Exchanged> run(RequestOptions to, Buffer content) {
        network.context().runOnContext(none -> start(to, content));
        return result;
    }

    /** Gives the request up and closes its connection. */
    void cancel() {
        network.context()
                .runOnContext(none -> finish(new Exchanged.Broken(Cause.CONNECTION, 0, "cancelled", timing())));
    }

    private void start(RequestOptions to, Buffer content) {
        startedAt = options.ticker().nanos();
        arm();
        network.client()
                .request(to)
                .onSuccess(opened -> send(opened, content))
                .onFailure(failure -> finish(Failures.ofConnecting(failure, options.timeouts(), timing())));
    }

    private void send(HttpClientRequest opened, Buffer content) {
        request = opened;
        opened.exceptionHandler(this::broken);
        if (result.isDone()) {
            opened.reset();
            return;
        }
        sentAt = options.ticker().nanos();
        opened.send(content).onSuccess(this::head).onFailure(this::broken);
    }

    private void head(HttpClientResponse response) {
        status = response.statusCode();
        retryAfter = response.getHeader("retry-after");
        if (status >= 200 && status < 300) {
            String type = response.getHeader(HttpHeaders.CONTENT_TYPE);
            body = new AnswerBody(reader, options.limits(), type == null ? "" : type);
        }
        response.exceptionHandler(this::broken);
        response.handler(this::piece);
        response.endHandler(none -> end(false));
    }

    private void piece(Buffer piece) {
        if (result.isDone()) {
            return;
        }
        lastByteAt = options.ticker().nanos();
        if (body == null) {
            keepStart(piece);
            return;
        }
        try {
            body.feed(piece);
        } catch (MalformedReply e) {
            malformed(e);
            return;
        }
        if (firstTokenAt == UNSET && body.streamed() && reader.reply().hasContent()) {
            firstTokenAt = lastByteAt;
        }
        if (doneAt == UNSET && body.streamed() && reader.reply().done()) {
            doneAt = lastByteAt;
            // The end of the body is usually here too; only where it is not, a limit is set for it.
            network.context().runOnContext(none -> awaitEnd());
        }
    }

    private void awaitEnd() {
        if (!result.isDone()) {
            arm();
        }
    }

    /** The start of an error's body; the rest is not read. */
    private void keepStart(Buffer piece) {
        byte[] more =
                piece.getBytes(0, Math.min(piece.length(), options.limits().errorBytes() - rejected.length));
        byte[] joined = Arrays.copyOf(rejected, rejected.length + more.length);
        System.arraycopy(more, 0, joined, rejected.length, more.length);
        rejected = joined;
        if (rejected.length >= options.limits().errorBytes()) {
            end(true);
        }
    }

    private void broken(Throwable failure) {
        if (status == 0) {
            finish(Failures.ofSending(failure, timing()));
        } else {
            end(true);
        }
    }

    private void end(boolean cut) {
        if (result.isDone()) {
            return;
        }
        if (body == null) {
            finish(new Exchanged.Rejected(status, WireError.parse(rejected), retryAfter, timing()), !cut);
            return;
        }
        try {
            if (!cut) {
                body.end();
            }
            finish(new Exchanged.Answered(reader.reply(), cut, lastByteAt == UNSET, timing()), !cut);
        } catch (MalformedReply e) {
            malformed(e);
        }
    }

    private void malformed(MalformedReply e) {
        finish(new Exchanged.Broken(Cause.BAD_RESPONSE, status, String.valueOf(e.getMessage()), timing()));
    }

    private Timing timing() {
        long end = doneAt == UNSET ? options.ticker().nanos() : doneAt;
        Duration firstToken = firstTokenAt == UNSET ? null : Duration.ofNanos(firstTokenAt - startedAt);
        return new Timing(firstToken, Duration.ofNanos(end - startedAt));
    }

    private void finish(Exchanged exchanged) {
        finish(exchanged, false);
    }

    private void finish(Exchanged exchanged, boolean reusable) {
        if (!result.complete(exchanged)) {
            return;
        }
        if (timer != UNSET) {
            network.vertx().cancelTimer(timer);
        }
        if (!reusable && request != null) {
            request.reset();
        }
    }

    /** One timer for all limits: when it fires early it is set again for what is left. */
    private void arm() {
        if (timer != UNSET) {
            network.vertx().cancelTimer(timer);
        }
        long left = deadline().at - options.ticker().nanos();
        timer = network.vertx().setTimer(Math.max(1, left / 1_000_000 + 1), fired -> check());
    }

    private void check() {
        timer = UNSET;
        Deadline deadline = deadline();
        if (deadline.at > options.ticker().nanos()) {
            arm();
        } else if (doneAt != UNSET) {
            // The answer is whole; only the connection lingers.
            end(true);
        } else {
            finish(new Exchanged.Late(deadline.phase, deadline.limit));
        }
    }

    private record Deadline(long at, Phase phase, Duration limit) {}

    private Deadline deadline() {
        Timeouts limits = options.timeouts();
        Deadline total = new Deadline(startedAt + limits.total().toNanos(), Phase.TOTAL, limits.total());
        Deadline next;
        if (doneAt != UNSET) {
            next = new Deadline(doneAt + AFTER_THE_END.toNanos(), Phase.BETWEEN_CHUNKS, AFTER_THE_END);
        } else if (sentAt == UNSET) {
            next = new Deadline(startedAt + limits.connect().toNanos(), Phase.CONNECT, limits.connect());
        } else if (lastByteAt == UNSET) {
            next = new Deadline(sentAt + limits.firstByte().toNanos(), Phase.FIRST_BYTE, limits.firstByte());
        } else {
            next = new Deadline(
                    lastByteAt + limits.betweenChunks().toNanos(), Phase.BETWEEN_CHUNKS, limits.betweenChunks());
        }
        return next.at - total.at < 0 ? next : total;
    }
}
