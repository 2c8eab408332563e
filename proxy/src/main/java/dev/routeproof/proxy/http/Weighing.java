package dev.routeproof.proxy.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.providers.line.Incoming;
import dev.routeproof.providers.wire.WireJson;
import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.decide.Escalation;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers the answer of a cheaper model until it can be weighed; one too long for that goes on as it comes. */
final class Weighing {
    private static final int LONGEST = 256 << 10;
    private static final Buffer NOTHING = Buffer.buffer();

    // Owned by the event loop.
    private @Nullable Buffer gathered = Buffer.buffer();

    /**
     * A doubted answer, kept in case that nothing better comes.
     *
     * @param across null where its model speaks the caller's wire
     * @param body in the caller's wire
     * @param attempt its place among the exchange's attempts
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Kept(Incoming from, @Nullable Crossing across, byte[] body, int attempt) {}

    /** True where an answer of this model, if it is a good one and no stream, is weighed before it is served. */
    static boolean due(Exchange exchange, Model model) {
        var escalation = exchange.plan().escalation();
        return escalation != null && !exchange.facts().stream() && escalation.raises(model);
    }

    /** What goes on to the caller at once. */
    Buffer add(Buffer piece) {
        if (gathered == null) {
            return piece;
        }
        gathered.appendBuffer(piece);
        return gathered.length() > LONGEST ? rest() : NOTHING;
    }

    /** What is still held back; from now on nothing is. */
    Buffer rest() {
        Buffer all = gathered == null ? NOTHING : gathered;
        gathered = null;
        return all;
    }

    /** Why an answer is doubted; one that calls tools, or that cannot be read, is not. */
    static Optional<String> doubt(Escalation when, byte[] body) {
        JsonNode answer;
        try {
            answer = WireJson.MAPPER.readTree(body);
        } catch (IOException e) {
            return Optional.empty();
        }
        JsonNode message = answer.at("/choices/0/message");
        if (message.path("content").isTextual() && message.path("tool_calls").isEmpty()) {
            return when.doubt(message.path("content").textValue());
        }
        var text = new StringBuilder();
        for (JsonNode block : answer.path("content")) {
            switch (block.path("type").asText()) {
                case "text" -> text.append(block.path("text").asText());
                case "thinking", "redacted_thinking" -> {
                    // No part of the answer.
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return answer.path("content").isArray() ? when.doubt(text.toString()) : Optional.empty();
    }
}
