package dev.routeproof.proxy.record;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer, kept aside for the log within a cap: a beginning and an end. Holds references to what was
 * relayed, copies nothing.
 */
public final class AnswerCopy {
    /** The last event of OpenAI's responses repeats all of the answer. */
    private static final int LAST_EVENT = 64 << 10;
    /** An error is shorter than this, in a chunk or alone. */
    private static final int FAILED_ANSWER = 8 << 10;

    private final int headCap;
    private final int tailCap;
    private final List<Buffer> head = new ArrayList<>(4);
    private final ArrayDeque<Buffer> tail = new ArrayDeque<>(0);
    private long headBytes;
    private long tailBytes;
    private long total;
    private boolean cut;

    /** Caps in bytes. */
    public AnswerCopy(int headCap, int tailCap) {
        this.headCap = headCap;
        this.tailCap = tailCap;
    }

    /** Enough for usage, finish reason and an estimate (16 + 16 KiB), or for the text of a long answer (768 + 256 KiB). */
    public static AnswerCopy sized(boolean forText) {
        return forText ? new AnswerCopy(768 << 10, 256 << 10) : new AnswerCopy(16 << 10, 16 << 10);
    }

    public void add(Buffer piece) {
        int length = piece.length();
        total += length;
        if (headBytes + length <= headCap && tail.isEmpty()) {
            head.add(piece);
            headBytes += length;
            return;
        }
        tail.addLast(piece);
        tailBytes += length;
        while (tailBytes > tailCap && tail.size() > 1) {
            tailBytes -= tail.removeFirst().length();
            cut = true;
        }
    }

    /** Bytes relayed, kept or not. */
    public long total() {
        return total;
    }

    /** True where the middle is missing. */
    public boolean cut() {
        return cut;
    }

    /** What was kept, in order. */
    public byte[] bytes() {
        var out = new byte[Math.toIntExact(headBytes + tailBytes)];
        int at = 0;
        for (Buffer piece : head) {
            piece.getBytes(out, at);
            at += piece.length();
        }
        for (Buffer piece : tail) {
            piece.getBytes(out, at);
            at += piece.length();
        }
        return out;
    }

    /** True where a streamed answer said that it was whole. */
    public boolean saysWhole() {
        return endsNear("[DONE]", 64)
                || endsNear("message_stop", 256)
                || endsNear("response.completed", LAST_EVENT)
                || endsNear("response.incomplete", LAST_EVENT)
                || endsNear("response.failed", LAST_EVENT);
    }

    /** What is wrong with a model's answer though its transfer ended in order, as an event's error; null: nothing. */
    public @Nullable String flaw(boolean stream) {
        return saysFailed(stream) ? "upstream_error" : cutOff(stream);
    }

    /** The same of an answer that no model gave: an error in it is its content. */
    @Nullable
    String cutOff(boolean stream) {
        return stream && !saysWhole() && !saysWhy() ? "upstream_truncated" : null;
    }

    /**
     * True where a streamed chat completion said why it ends: some servers leave the word out that nothing more follows. In
     * a text of the answer the quotes would be escaped.
     */
    private boolean saysWhy() {
        return endsNear("\"finish_reason\":\"", 8 << 10) || endsNear("\"finish_reason\": \"", 8 << 10);
    }

    /**
     * True where an answer that came in order is the word that it failed: vLLM and OpenRouter end their streams properly
     * after one, OpenAI's responses have an event of their own for it.
     */
    boolean saysFailed(boolean stream) {
        if (stream ? endsNear("message_stop", 256) : total > FAILED_ANSWER) {
            return false;
        }
        int window = stream && !endsNear("[DONE]", 64) ? LAST_EVENT : FAILED_ANSWER;
        if (!endsNear("\"error\"", window)) {
            return false;
        }
        byte[] end = end(window);
        return stream ? Failure.lastOf(end) : Failure.in(end, 0, end.length);
    }

    /** True where the last {@code window} bytes contain {@code text}, which is ASCII. */
    public boolean endsNear(String text, int window) {
        var end = new String(end(window), StandardCharsets.ISO_8859_1);
        return end.indexOf(text, Math.max(0, end.length() - window)) >= 0;
    }

    /** The last {@code window} bytes or somewhat more, as far as they were kept. */
    private byte[] end(int window) {
        var pieces = new ArrayDeque<Buffer>();
        int have = 0;
        for (var from = tail.descendingIterator(); from.hasNext() && have < window; ) {
            Buffer piece = from.next();
            pieces.addFirst(piece);
            have += piece.length();
        }
        for (int i = head.size() - 1; i >= 0 && have < window && !cut; i--) {
            pieces.addFirst(head.get(i));
            have += head.get(i).length();
        }
        var end = new byte[have];
        int at = 0;
        for (Buffer piece : pieces) {
            piece.getBytes(end, at);
            at += piece.length();
        }
        return end;
    }
}
