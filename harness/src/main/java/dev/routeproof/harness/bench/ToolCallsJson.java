package dev.routeproof.harness.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routeproof.providers.client.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tool calls of an answer as a JSON array of {@code {name, arguments}}; null for none. */
final class ToolCallsJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ToolCallsJson() {}

    static @Nullable String write(List<Answer.ToolCall> calls) {
        if (calls.isEmpty()) {
            return null;
        }
        try {
            return MAPPER.writeValueAsString(calls);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Answer.ToolCall> read(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        try {
            return MAPPER.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable tool calls in the store: " + json, e);
        }
    }
}
