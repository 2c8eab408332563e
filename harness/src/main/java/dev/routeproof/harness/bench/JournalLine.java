package dev.routeproof.harness.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.routeproof.harness.store.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One answer as a line of the journal: flat JSON; key, run, status and cost first, so that an index reads only those. */
final class JournalLine {
    // Buffers per thread would be made anew for every virtual thread.
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .build();

    private JournalLine() {}

    /**
     * What the index needs of a line.
     *
     * @param nanoUsd 0 where nothing was paid
     */
    record Head(String key, String run, String status, long nanoUsd) {}

    /** The line with its newline. */
    static byte[] write(String key, Row.OfCall call) {
        var answer = call.answer();
        var bytes = new ByteArrayOutputStream(512 + (answer == null ? 0 : answer.length()));
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("key", key);
            json.writeStringField("run", call.runId());
            json.writeStringField("status", call.status());
            var cost = call.costNanoUsd();
            json.writeNumberField("cost_nano_usd", cost == null ? 0 : cost);
            json.writeStringField("model", call.model());
            json.writeStringField("dataset", call.dataset());
            json.writeStringField("item", call.item());
            json.writeNumberField("repeat", call.repeat());
            json.writeNumberField("attempts", call.attempts());
            text(json, "error", call.error());
            number(json, "http_status", call.httpStatus());
            text(json, "message", call.message());
            number(json, "input_tokens", call.inputTokens());
            number(json, "cached_tokens", call.cachedTokens());
            number(json, "output_tokens", call.outputTokens());
            number(json, "reasoning_tokens", call.reasoningTokens());
            text(json, "usage", call.usage());
            number(json, "first_token_ms", call.firstTokenMillis());
            number(json, "latency_ms", call.latencyMillis());
            text(json, "finish_reason", call.finishReason());
            text(json, "served_model", call.servedModel());
            text(json, "tool_calls", call.toolCalls());
            var at = call.answeredAt();
            text(json, "at", at == null ? null : utc(at));
            text(json, "answer", answer);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /** The first four fields of a line. */
    static Head head(byte[] line, int offset, int length) throws IOException {
        try (var parser = JSON.createParser(line, offset, length)) {
            parser.nextToken();
            var key = next(parser);
            var run = next(parser);
            var status = next(parser);
            parser.nextToken();
            parser.nextToken();
            return new Head(key, run, status, parser.getLongValue());
        }
    }

    static Row.OfCall read(byte[] line) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (var parser = JSON.createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                fields.put(name, parser.getText());
            }
        }
        var at = fields.get("at");
        return new Row.OfCall(
                fields.getOrDefault("run", ""),
                fields.getOrDefault("model", ""),
                fields.getOrDefault("dataset", ""),
                fields.getOrDefault("item", ""),
                Integer.parseInt(fields.getOrDefault("repeat", "0")),
                fields.getOrDefault("status", ""),
                fields.get("error"),
                fields.get("http_status") == null ? null : Integer.valueOf(fields.get("http_status")),
                fields.get("message"),
                Integer.parseInt(fields.getOrDefault("attempts", "0")),
                whole(fields.get("input_tokens")),
                whole(fields.get("cached_tokens")),
                whole(fields.get("output_tokens")),
                whole(fields.get("reasoning_tokens")),
                fields.get("usage"),
                whole(fields.get("cost_nano_usd")),
                decimal(fields.get("first_token_ms")),
                decimal(fields.get("latency_ms")),
                fields.get("finish_reason"),
                fields.get("served_model"),
                fields.get("answer"),
                fields.get("tool_calls"),
                false,
                at == null ? null : Instant.parse(at));
    }

    private static String next(JsonParser parser) throws IOException {
        parser.nextToken();
        parser.nextToken();
        return parser.getText();
    }

    /** What {@link Instant#toString} gives, at a tenth of its price. */
    private static String utc(Instant at) {
        var text = LocalDateTime.ofEpochSecond(at.getEpochSecond(), at.getNano(), ZoneOffset.UTC)
                .toString();
        return text + (text.length() == "2000-01-01T00:00".length() ? ":00Z" : "Z");
    }

    private static @Nullable Long whole(@Nullable String text) {
        return text == null ? null : Long.valueOf(text);
    }

    private static @Nullable Double decimal(@Nullable String text) {
        return text == null ? null : Double.valueOf(text);
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void number(JsonGenerator json, String name, @Nullable Number value) throws IOException {
        switch (value) {
            case null -> {}
            case Integer whole -> json.writeNumberField(name, whole);
            case Long whole -> json.writeNumberField(name, whole);
            default -> json.writeNumberField(name, value.doubleValue());
        }
    }
}
