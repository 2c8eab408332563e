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
import java.util.List;
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

    private static final List<String> BEHIND_THE_TEXT = List.of("finish_reason", "stop_reason", "usage");
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    static final JsonFactory JSON = JsonFactory.builder()
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
        boolean stream =
                contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
        byte[] bytes = decoded(kept, contentEncoding, stream);
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
        } else if (!coded(contentEncoding)) {
            readEnd(bytes, tally);
        }
        boolean reported = tally.output >= 0 || tally.input >= 0;
        String usage = reported ? "reported" : complete ? "estimated" : "partial";
        if (!complete) {
            usage = "partial";
        }
        long output = tally.output >= 0 && complete
                ? tally.output
                : Math.max(tally.output, estimate(tally) * copy.total() / Math.max(1, kept.length));
        return new AnswerFacts(
                tally.input >= 0 ? tally.input : inputEstimate,
                Math.max(0, tally.cached),
                Math.max(0, output),
                usage,
                tally.finishReason,
                tally.text.toString(),
                events);
    }

    private static long estimate(AnswerTally tally) {
        return (tally.text.length() + tally.besideText + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
    }

    /** Of a body whose middle is missing: the counts and the reason, which stand behind the texts. */
    private void readEnd(byte[] bytes, AnswerTally tally) {
        for (String field : BEHIND_THE_TEXT) {
            int at = lastField(bytes, field);
            if (at >= 0) {
                byte[] object = Arrays.copyOfRange(bytes, at - 1, bytes.length);
                object[0] = '{';
                read(object, 0, object.length, tally);
            }
        }
    }

    /** Where the last field of that name begins; in a text of the answer its quotes would be escaped. */
    private static int lastField(byte[] bytes, String name) {
        byte[] quoted = ('"' + name + '"').getBytes(StandardCharsets.US_ASCII);
        for (int at = bytes.length - quoted.length; at > 0; at--) {
            if (Arrays.equals(bytes, at, at + quoted.length, quoted, 0, quoted.length)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean coded(@Nullable String encoding) {
        return encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity");
    }

    static boolean isDone(EventStream event) {
        return Arrays.equals(event.buffer(), event.from(), event.to(), DONE, 0, DONE.length);
    }

    /** Of a stream that was left in the middle what came before; of any other broken coding nothing. */
    private byte[] decoded(byte[] bytes, @Nullable String encoding, boolean stream) {
        if (encoding == null || !coded(encoding) || bytes.length == 0) {
            return bytes;
        }
        var out = new ByteArrayOutputStream();
        try (InputStream in = decoder(encoding.strip().toLowerCase(Locale.ROOT), bytes)) {
            var piece = new byte[8192];
            int n = in.read(piece);
            while (n > 0 && out.size() < DECODED_CAP) {
                out.write(piece, 0, n);
                n = in.read(piece);
            }
            if (n > 0) {
                capped.increment();
            }
        } catch (IOException e) {
            unreadable.increment();
            if (!stream) {
                return new byte[0];
            }
        }
        return out.toByteArray();
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
