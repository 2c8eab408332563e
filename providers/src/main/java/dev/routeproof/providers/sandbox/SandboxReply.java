package dev.routeproof.providers.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.providers.sandbox.SimulatedModel.Behaviour;
import dev.routeproof.providers.wire.WireJson;
import dev.routeproof.routing.classify.Prompt.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the sandbox, before it is written.
 *
 * @param created seconds since 1970
 * @param toolCall an object with {@code name} and {@code arguments}; null where the answer is text
 */
record SandboxReply(
        String id,
        long created,
        String model,
        String text,
        @Nullable JsonNode toolCall,
        String finishReason,
        int inputTokens,
        int outputTokens,
        int reasoningTokens) {
    private static final int MOST_PIECES = 200;

    static SandboxReply of(SandboxRequest request, Behaviour behaviour, String id, long created) {
        int input = 0;
        for (Message message : request.prompt().messages()) {
            input += 4 + SimulatedModel.roughTokens(message.text());
        }
        int output = behaviour.outputTokens();
        int visible = SimulatedModel.roughTokens(behaviour.text());
        String text = behaviour.text();
        JsonNode call = request.hasTools() ? toolCall(text) : null;
        String finish = call == null ? "stop" : "tool_calls";
        if (request.maxTokens() > 0 && request.maxTokens() < visible) {
            finish = "length";
            call = null;
            text = text.substring(0, Math.min(text.length(), 4 * request.maxTokens()));
            visible = request.maxTokens();
        }
        if (request.maxTokens() > 0) {
            output = Math.min(output, request.maxTokens());
        }
        return new SandboxReply(
                id, created, request.model(), text, call, finish, input, output, Math.max(0, output - visible));
    }

    /** Null for a text that is not the JSON of a call. */
    private static @Nullable JsonNode toolCall(String text) {
        if (!text.startsWith("{")) {
            return null;
        }
        try {
            JsonNode call = WireJson.MAPPER.readTree(text);
            return call.path("name").isTextual() && call.has("arguments") ? call : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** The text as a stream brings it: some four characters at a time, surrogates kept together. */
    List<String> pieces() {
        if (toolCall != null) {
            return List.of("");
        }
        int size = Math.max(4, (text.length() + MOST_PIECES - 1) / MOST_PIECES);
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + size);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to++;
            }
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces.isEmpty() ? List.of("") : pieces;
    }
}
