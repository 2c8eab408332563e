package dev.routeproof.proxy.http;

import dev.routeproof.providers.wire.AnthropicWire;
import dev.routeproof.providers.wire.Dialect;
import dev.routeproof.providers.wire.MalformedReply;
import dev.routeproof.providers.wire.WireError;
import dev.routeproof.providers.wire.WireJson;
import dev.routeproof.providers.wire.translate.StreamTranslation;
import dev.routeproof.providers.wire.translate.Translation;
import dev.routeproof.routing.catalog.Wire;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a model of the other wire: the caller's request in that wire's words, and its answer in the caller's.
 * A stream is translated event by event; any other answer is gathered, and nothing of it reaches the caller before it
 * was understood as a whole.
 */
final class Crossing {
    private static final int LONGEST_ANSWER = 16 << 20;
    private static final int LONGEST_ERROR = 64 << 10;
    private static final byte[] NOTHING = {};

    private final Wire caller;
    private final Translation translation;
    private final Dialect dialect;
    private final byte[] request;
    private final boolean usage;

    // Owned by the event loop.
    private final Buffer gathered = Buffer.buffer();
    private @Nullable StreamTranslation stream;
    private boolean error;

    private Crossing(Wire caller, Translation translation, Dialect dialect, byte[] request, boolean usage) {
        this.caller = caller;
        this.translation = translation;
        this.dialect = dialect;
        this.request = request;
        this.usage = usage;
    }

    /**
     * Translates a request; throws {@link dev.routeproof.providers.wire.translate.Untranslatable} where the other wire
     * has no words for it.
     *
     * @param dialect what the model's server is known to take
     * @param createdSeconds the time answers are stamped with, where the model's wire has none
     */
    static Crossing of(Wire caller, byte[] body, String model, Dialect dialect, long createdSeconds) {
        boolean openAi = caller == Wire.OPENAI;
        var translation = openAi ? Translation.fromOpenAi(createdSeconds, dialect) : Translation.fromAnthropic(dialect);
        return new Crossing(caller, translation, dialect, translation.request(body, model), openAi && wantsUsage(body));
    }

    private static boolean wantsUsage(byte[] body) {
        try {
            return WireJson.MAPPER
                    .readTree(body)
                    .at("/stream_options/include_usage")
                    .asBoolean();
        } catch (IOException e) {
            return false;
        }
    }

    /** The path of the model's wire. */
    String path() {
        return caller == Wire.OPENAI ? "/v1/messages" : "/v1/chat/completions";
    }

    byte[] request() {
        return request;
    }

    /** What the model's server needs to know, and nothing that belongs to the caller's wire. */
    void requestHeaders(MultiMap from, MultiMap to) {
        Headers.acrossWires(from, to);
        to.set("content-type", "application/json");
        to.set("accept-encoding", "identity");
        if (caller == Wire.OPENAI) {
            to.set("anthropic-version", AnthropicWire.VERSION);
        }
    }

    /** The answer's head has come; false where its body is in a coding that was not asked for. */
    boolean begin(int status, boolean eventStream, @Nullable String encoding) {
        error = status >= 400;
        stream = eventStream && !error ? translation.stream(usage) : null;
        return encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity");
    }

    boolean streams() {
        return stream != null;
    }

    /** What the caller gets for the next piece of the answer. */
    byte[] take(Buffer piece) {
        if (stream != null) {
            return stream.feed(piece.getBytes(), 0, piece.length());
        }
        if (error) {
            int room = LONGEST_ERROR - gathered.length();
            gathered.appendBuffer(piece, 0, Math.max(0, Math.min(room, piece.length())));
        } else if (gathered.length() + piece.length() > LONGEST_ANSWER) {
            throw new MalformedReply("the answer is longer than " + (LONGEST_ANSWER >> 20) + " MiB");
        } else {
            gathered.appendBuffer(piece);
        }
        return NOTHING;
    }

    /** What the caller gets at the end of the answer: the rest of a stream, or the whole of any other. */
    byte[] end(int status) {
        if (stream != null) {
            return stream.end();
        }
        return error ? translation.error(status, gathered.getBytes()) : translation.response(gathered.getBytes());
    }

    /** True where the answer was whole. */
    boolean complete() {
        return stream == null || stream.complete();
    }

    /** What to try next after the model's server rejected the request with the gathered error; null: nothing. */
    @Nullable
    Dialect learned(int status) {
        if (status != 400) {
            return null;
        }
        Dialect other = dialect.without(WireError.parse(gathered.getBytes()));
        // Of Anthropic's wire only the temperature is a matter of the model.
        boolean helps = caller == Wire.ANTHROPIC
                ? !other.equals(dialect) && other.stream()
                : dialect.temperature() && !other.temperature();
        return helps ? other : null;
    }

    /** The answer's own headers in place of those that told of the untranslated body. */
    void responseHeaders(MultiMap headers) {
        headers.remove("content-encoding");
        headers.set("content-type", stream != null ? "text/event-stream" : "application/json");
        String id = caller == Wire.OPENAI ? headers.get("request-id") : headers.get("x-request-id");
        if (id != null) {
            headers.set(caller == Wire.OPENAI ? "x-request-id" : "request-id", id);
        }
    }
}
