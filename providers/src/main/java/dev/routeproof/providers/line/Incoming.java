package dev.routeproof.providers.line;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A provider's answer to one question as it comes in: a head, pieces, an end. It can break at any time, and then
 * nothing follows. Belongs to one event loop.
 */
public final class Incoming {
    private final Line line;
    private final Consumer<Incoming> headed;
    private final Consumer<Throwable> none;
    private final ArrayDeque<Buffer> held = new ArrayDeque<>(0);

    // Owned by the event loop.
    private @Nullable HttpResponse head;
    private MultiMap headers = HeadersMultiMap.caseInsensitive();
    private Consumer<Buffer> pieces = piece -> {};
    private Runnable end = () -> {};
    private Consumer<Throwable> failure = cause -> {};
    private boolean paused;
    private boolean handing;
    private boolean heldBack;
    private boolean whole;
    private boolean over;

    Incoming(Line line, Consumer<Incoming> headed, Consumer<Throwable> none) {
        this.line = line;
        this.headed = headed;
        this.none = none;
    }

    public int status() {
        return head == null ? 0 : head.status().code();
    }

    public String reason() {
        return head == null ? "" : head.status().reasonPhrase();
    }

    public MultiMap headers() {
        return headers;
    }

    public @Nullable String header(CharSequence name) {
        return headers.get(name);
    }

    /** Who gets what follows the head; set before anything follows. */
    public void onPiece(Consumer<Buffer> handler) {
        pieces = handler;
    }

    public void onEnd(Runnable handler) {
        end = handler;
    }

    /** Told where the answer breaks off after its head. */
    public void onBroken(Consumer<Throwable> handler) {
        failure = handler;
    }

    /** From now on nothing is handed over, and soon the provider cannot send any more. */
    public void pause() {
        paused = true;
    }

    public void resume() {
        paused = false;
        hand();
        if (!paused && heldBack) {
            heldBack = false;
            line.read(true);
        }
    }

    /** Gives the answer up; the provider sees it at once. Nothing where it has ended. */
    public void reset() {
        if (!over) {
            over = true;
            held.clear();
            line.close();
        }
    }

    /** True where all of it has come, handed over or not. */
    boolean whole() {
        return whole;
    }

    void head(HttpResponse response) {
        head = response;
        headers = response.headers() instanceof HeadersMultiMap own ? own : headers;
        headed.accept(this);
    }

    void content(HttpContent content) {
        whole = content instanceof LastHttpContent;
        if (content.content().isReadable()) {
            held.add(BufferInternal.safeBuffer(content.content()));
        } else {
            content.release();
        }
        hand();
        if (paused && !whole && !heldBack) {
            heldBack = true;
            line.read(false);
        }
    }

    private void hand() {
        if (handing) {
            return;
        }
        handing = true;
        try {
            while (!paused && !over) {
                Buffer piece = held.poll();
                if (piece != null) {
                    pieces.accept(piece);
                } else if (whole) {
                    over = true;
                    end.run();
                    line.done(head != null && HttpUtil.isKeepAlive(head));
                } else {
                    return;
                }
            }
        } finally {
            handing = false;
        }
    }

    /** Nothing where all of it has come. */
    void broken(Throwable cause) {
        if (over || whole) {
            return;
        }
        over = true;
        held.clear();
        if (head == null) {
            none.accept(cause);
        } else {
            failure.accept(cause);
        }
    }
}
