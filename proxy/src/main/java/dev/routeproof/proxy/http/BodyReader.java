package dev.routeproof.proxy.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Collects one request body within the limits of size and progress; ends with the bytes or with a refusal. */
final class BodyReader extends Deadlines.Limited {
    private static final int PROGRESS_BYTES = 1 << 10;

    private final HttpServerRequest request;
    private final Limits limits;
    private final Deadlines deadlines;
    private final AtomicLong buffered;
    private final Consumer<byte[]> whole;
    private final Consumer<Refusal> refused;
    // Owned by the event loop.
    private byte[] bytes = new byte[0];
    private int length;
    private int lengthAtCheck;
    private long checkAt;
    private boolean over;

    /** @param buffered bytes of request bodies held by the whole process; this reader adds and gives back its own */
    BodyReader(
            HttpServerRequest request,
            Limits limits,
            Deadlines deadlines,
            AtomicLong buffered,
            Consumer<byte[]> whole,
            Consumer<Refusal> refused) {
        this.request = request;
        this.limits = limits;
        this.deadlines = deadlines;
        this.buffered = buffered;
        this.whole = whole;
        this.refused = refused;
    }

    void start() {
        checkAt = System.nanoTime() + limits.bodyProgress().toNanos();
        deadlines.add(this);
        request.handler(this::piece);
        request.endHandler(end -> end());
    }

    /** The caller left before its body was whole; true for the first call that finds it so. */
    boolean abandon() {
        if (over) {
            return false;
        }
        over = true;
        deadlines.remove(this);
        buffered.addAndGet(-length);
        return true;
    }

    private void piece(Buffer piece) {
        if (over) {
            return;
        }
        int more = piece.length();
        if ((long) length + more > limits.bodyBytes()) {
            refuse(Refusal.tooLarge(limits.bodyBytes()));
            return;
        }
        if (buffered.addAndGet(more) > limits.bufferedBytes()) {
            buffered.addAndGet(-more);
            refuse(Refusal.busy("The proxy holds as many request bytes as it may. Try again shortly."));
            return;
        }
        if (length == 0) {
            bytes = piece.getBytes();
        } else {
            if (length + more > bytes.length) {
                int doubled = (int) Math.min(limits.bodyBytes(), 2L * bytes.length);
                bytes = Arrays.copyOf(bytes, Math.max(length + more, doubled));
            }
            piece.getBytes(bytes, length);
        }
        length += more;
    }

    private void end() {
        if (!over) {
            over = true;
            deadlines.remove(this);
            whole.accept(bytes.length == length ? bytes : Arrays.copyOf(bytes, length));
        }
    }

    private void refuse(Refusal refusal) {
        abandon();
        bytes = new byte[0];
        refused.accept(refusal);
    }

    @Override
    void tick(long now) {
        if (now < checkAt) {
            return;
        }
        if (length - lengthAtCheck < PROGRESS_BYTES) {
            refuse(Refusal.tooSlow());
        } else {
            lengthAtCheck = length;
            checkAt = now + limits.bodyProgress().toNanos();
        }
    }
}
