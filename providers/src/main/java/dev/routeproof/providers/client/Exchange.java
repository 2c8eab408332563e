package dev.routeproof.providers.client;

import dev.routeproof.providers.client.Outcome.Cause;
import dev.routeproof.providers.client.Outcome.Phase;
import dev.routeproof.providers.line.Incoming;
import dev.routeproof.providers.line.Line;
import dev.routeproof.providers.line.Lines;
import dev.routeproof.providers.wire.MalformedReply;
import dev.routeproof.providers.wire.ReplyReader;
import dev.routeproof.providers.wire.WireError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
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
    private @Nullable Incoming answer;
    private @Nullable AnswerBody body;
    private byte[] rejected = {};
    private int status;
    private @Nullable String retryAfter;
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
    CompletableFuture<Exchanged> run(HttpQuestion question, byte[] content) {
        network.context().runOnContext(none -> start(question, content));
        return result;
    }

    /** Gives the request up and closes its connection. */
    void cancel() {
        network.context()
                .runOnContext(none -> finish(new Exchanged.Broken(Cause.CONNECTION, 0, "cancelled", timing())));
    }

    private void start(HttpQuestion question, byte[] content) {
        startedAt = options.ticker().nanos();
        network.watch(this);
        network.lines().take(question.place(), new Lines.Taker() {
            @Override
            public void taken(Line line) {
                send(line, question, content);
            }

            @Override
            public void failed(Throwable cause) {
                finish(Failures.ofConnecting(cause, options.timeouts(), timing()));
            }
        });
    }

    private void send(Line line, HttpQuestion question, byte[] content) {
        if (result.isDone()) {
            line.giveBack();
            return;
        }
        sentAt = options.ticker().nanos();
        answer = line.expect(this::head, this::broken);
        line.send(HttpMethod.POST, question.target(), question.headers(content.length), content);
    }

    private void head(Incoming incoming) {
        status = incoming.status();
        retryAfter = incoming.header("retry-after");
        if (status >= 200 && status < 300) {
            String type = incoming.header("content-type");
            body = new AnswerBody(reader, options.limits(), type == null ? "" : type);
        }
        incoming.onBroken(this::broken);
        incoming.onPiece(this::piece);
        incoming.onEnd(() -> end(false));
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
        network.forget(this);
        if (!reusable && answer != null) {
            answer.reset();
        }
    }

    /** Looks whether time is up; {@code now} is the ticker's. */
    void tick(long now) {
        Deadline deadline = deadline();
        if (deadline.at > now) {
            return;
        }
        if (doneAt != UNSET) {
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
