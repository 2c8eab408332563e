package dev.routeproof.providers.client;

import dev.routeproof.providers.wire.Limits;
import dev.routeproof.providers.wire.MalformedReply;
import dev.routeproof.providers.wire.ReplyReader;
import dev.routeproof.providers.wire.SseParser;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;

/** The body of a successful answer: a stream of events or one JSON object, told apart by its first visible byte. */
final class AnswerBody {
    private static final String FIRST_BYTES_OF_EVENTS = "dei:r";

    private final ReplyReader reader;
    private final Limits limits;
    private final String contentType;
    private final SseParser events;
    private Kind kind = Kind.UNKNOWN;
    private Buffer whole = Buffer.buffer();
    private long bytes;

    AnswerBody(ReplyReader reader, Limits limits, String contentType) {
        this.reader = reader;
        this.limits = limits;
        this.contentType = contentType.toLowerCase(Locale.ROOT);
        this.events = new SseParser(reader::event, limits.eventBytes());
    }

    private enum Kind {
        UNKNOWN,
        EVENTS,
        WHOLE
    }

    /** True where the answer comes in pieces, so that the first one can be timed. */
    boolean streamed() {
        return kind == Kind.EVENTS;
    }

    void feed(Buffer piece) {
        bytes += piece.length();
        if (bytes > limits.streamBytes()) {
            throw new MalformedReply("the answer is longer than " + limits.streamBytes() + " bytes");
        }
        byte[] content = piece.getBytes();
        if (kind == Kind.UNKNOWN) {
            kind = kindOf(content);
        }
        // Lines that some servers send while one waits may have come before; to a stream they are nothing.
        if (kind == Kind.EVENTS) {
            events.feed(content, 0, content.length);
        } else {
            whole.appendBytes(content);
            if (whole.length() > 4L * limits.eventBytes()) {
                throw new MalformedReply("the answer is longer than " + 4L * limits.eventBytes() + " bytes");
            }
        }
    }

    /** Reads a whole body once its last byte is here. */
    void end() {
        if (kind == Kind.WHOLE) {
            byte[] content = whole.getBytes();
            try {
                reader.body(content, content.length);
            } catch (MalformedReply e) {
                throw contentType.isEmpty() || contentType.contains("json")
                        ? e
                        : new MalformedReply(e.getMessage() + " but " + contentType);
            }
        }
    }

    private Kind kindOf(byte[] content) {
        int at = 0;
        while (at < content.length && (content[at] == ' ' || content[at] == '\r' || content[at] == '\n')) {
            at++;
        }
        return at < content.length ? kindOf(content[at]) : Kind.UNKNOWN;
    }

    private Kind kindOf(byte first) {
        if (first == '{') {
            return Kind.WHOLE;
        }
        boolean looksLikeEvents = FIRST_BYTES_OF_EVENTS.indexOf((char) (first & 0xFF)) >= 0 || (first & 0xFF) == 0xEF;
        boolean typed = contentType.contains("event-stream");
        return typed || (looksLikeEvents && !contentType.contains("html")) ? Kind.EVENTS : Kind.WHOLE;
    }
}
