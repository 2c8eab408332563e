package dev.routeproof.proxy.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(128)
                    .maxStringLength(4 << 20)
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
        var tally = new AnswerTally();
        byte[] kept = copy.bytes();
        byte[] bytes = decoded(kept, contentEncoding);
        boolean stream =
                contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
        int events = 0;
        if (stream) {
            var event = new EventStream(bytes);
            while (event.next()) {
                events++;
                if (!isDone(event)) {
                    read(event.buffer(), event.from(), event.to(), tally);
                }
            }
        } else if (bytes.length > 0 && !copy.cut()) {
            read(bytes, 0, bytes.length, tally);
        }
        boolean reported = tally.output >= 0 || tally.input >= 0;
        String usage = reported ? "reported" : complete ? "estimated" : "partial";
        if (!complete) {
            usage = "partial";
        }
        long output = tally.output >= 0 && complete
                ? tally.output
                : Math.max(tally.output, estimate(tally.text) * copy.total() / Math.max(1, kept.length));
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

    private static boolean isDone(EventStream event) {
        return Arrays.equals(event.buffer(), event.from(), event.to(), DONE, 0, DONE.length);
    }

    private byte[] decoded(byte[] bytes, @Nullable String encoding) {
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

    private void read(byte[] json, int from, int to, AnswerTally tally) {
        try (JsonParser parser = JSON.createParser(json, from, to - from)) {
            tally.add(parser);
        } catch (IOException e) {
            unreadable.increment();
        }
    }
}
