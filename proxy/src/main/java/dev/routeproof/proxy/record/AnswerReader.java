package dev.routeproof.proxy.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens, finish reason and text out of a copied answer, off the event loop. Knows the chat, completions,
 * embeddings and responses shapes of OpenAI and the messages shape of Anthropic. Whatever it cannot read costs accuracy
 * of the log, never an exception.
 */
public final class AnswerReader {
    /** A decoded copy is at most this long; what is beyond it is not read. */
    static final int DECODED_CAP = 1 << 20;
    /** Without reported usage: four bytes of text are taken for one token. */
    private static final int BYTES_PER_TOKEN = 4;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(128)
                            .maxStringLength(4 << 20)
                            .build())
                    .build())
            .build();

    private final LongAdder capped = new LongAdder();
    private final LongAdder unreadable = new LongAdder();

    /** Copies whose decoded form went over the cap, so far. */
    public long capped() {
        return capped.sum();
    }

    /** Copies that could not be read, so far. */
    public long unreadable() {
        return unreadable.sum();
    }

    /**
     * @param complete true where the answer came to its end
     * @param inputEstimate tokens to write down where the provider reports none
     */
    public AnswerFacts read(
            AnswerCopy copy,
            @Nullable String contentType,
            @Nullable String contentEncoding,
            boolean complete,
            long inputEstimate) {
        var tally = new Tally();
        int kept = copy.bytes().length;
        byte[] bytes = decoded(copy, contentEncoding);
        boolean stream =
                contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
        int events = 0;
        if (stream) {
            for (var event : EventStream.parse(bytes)) {
                events++;
                if (!event.data().equals("[DONE]")) {
                    read(event.data(), tally);
                }
            }
        } else if (bytes.length > 0 && !copy.cut()) {
            read(bytes, tally);
        }
        boolean reported = tally.output >= 0 || tally.input >= 0;
        String usage = reported ? "reported" : complete ? "estimated" : "partial";
        if (!complete) {
            usage = "partial";
        }
        long output = tally.output >= 0 && complete
                ? tally.output
                : Math.max(tally.output, estimate(tally.text) * copy.total() / Math.max(1, kept));
        return new AnswerFacts(
                tally.input >= 0 ? tally.input : inputEstimate,
                Math.max(0, tally.cached),
                Math.max(0, output),
                usage,
                tally.finishReason,
                tally.text.toString(),
                events);
    }

    private static long estimate(StringBuilder text) {
        return ((long) text.length() + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
    }

    private byte[] decoded(AnswerCopy copy, @Nullable String encoding) {
        byte[] bytes = copy.bytes();
        if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity") || bytes.length == 0) {
            return bytes;
        }
        try (InputStream in = decoder(encoding.strip().toLowerCase(Locale.ROOT), bytes)) {
            var out = new ByteArrayOutputStream();
            var piece = new byte[8192];
            int n = in.read(piece);
            while (n > 0 && out.size() < DECODED_CAP) {
                out.write(piece, 0, n);
                n = in.read(piece);
            }
            if (n > 0) {
                capped.increment();
            }
            return out.toByteArray();
        } catch (IOException e) {
            unreadable.increment();
            return new byte[0];
        }
    }

    private static InputStream decoder(String encoding, byte[] bytes) throws IOException {
        var in = new ByteArrayInputStream(bytes);
        return switch (encoding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(in, 4096);
            case "deflate" -> new InflaterInputStream(in);
            default -> throw new IOException("encoding " + encoding);
        };
    }

    private void read(byte[] json, Tally tally) {
        try {
            tally.add(JSON.readTree(json));
        } catch (IOException e) {
            unreadable.increment();
        }
    }

    private void read(String json, Tally tally) {
        try {
            tally.add(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            unreadable.increment();
        }
    }

    /** What adds up over the events of an answer. */
    private static final class Tally {
        private long input = -1;
        private long cached = -1;
        private long output = -1;
        private @Nullable String finishReason;
        private final StringBuilder text = new StringBuilder();

        private void add(@Nullable JsonNode node) {
            if (node == null || !node.isObject()) {
                return;
            }
            usage(node.path("usage"));
            usage(node.path("message").path("usage"));
            usage(node.path("response").path("usage"));
            for (JsonNode choice : node.path("choices")) {
                if (choice.path("index").asInt(0) == 0) {
                    text(choice.path("delta").path("content"));
                    text(choice.path("message").path("content"));
                    text(choice.path("text"));
                    finish(choice.path("finish_reason"));
                }
            }
            // Anthropic, whole and streamed.
            for (JsonNode block : node.path("content")) {
                text(block.path("text"));
            }
            JsonNode delta = node.path("delta");
            text(delta.path("text"));
            finish(delta.path("stop_reason"));
            finish(node.path("stop_reason"));
            // OpenAI responses, whole and streamed.
            if (delta.isTextual()) {
                text(delta);
            }
            for (JsonNode item : node.path("output")) {
                for (JsonNode part : item.path("content")) {
                    text(part.path("text"));
                }
            }
        }

        private void usage(JsonNode usage) {
            if (!usage.isObject()) {
                return;
            }
            input = first(usage, input, "prompt_tokens", "input_tokens");
            output = first(usage, output, "completion_tokens", "output_tokens");
            cached = usage.path("prompt_tokens_details").path("cached_tokens").asLong(cached);
            cached = usage.path("input_tokens_details").path("cached_tokens").asLong(cached);
            if (usage.has("cache_read_input_tokens")) {
                // Anthropic counts cached input beside the other input; here it is part of it.
                cached = usage.path("cache_read_input_tokens").asLong(0);
                input = usage.path("input_tokens").asLong(0)
                        + cached
                        + usage.path("cache_creation_input_tokens").asLong(0);
            }
        }

        private static long first(JsonNode usage, long before, String one, String other) {
            return usage.has(one)
                    ? usage.path(one).asLong(before)
                    : usage.path(other).asLong(before);
        }

        private void text(JsonNode node) {
            if (node.isTextual()) {
                text.append(node.textValue());
            }
        }

        private void finish(JsonNode node) {
            if (node.isTextual()) {
                finishReason = node.textValue();
            }
        }
    }
}
