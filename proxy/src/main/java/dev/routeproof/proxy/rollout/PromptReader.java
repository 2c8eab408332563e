package dev.routeproof.proxy.rollout;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.routing.classify.Prompt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the prompt out of a request body: chat, completions, responses (OpenAI) and messages (Anthropic). */
public final class PromptReader {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(8 << 20)
                            .build())
                    .build())
            .build();

    private PromptReader() {}

    /** Empty where the body holds no text that could be classified. */
    public static Optional<Prompt> read(byte[] body) throws IOException {
        JsonNode root = JSON.readTree(body);
        var messages = new ArrayList<Prompt.Message>();
        boolean images = false;
        text(messages, Prompt.Role.SYSTEM, root.path("system"));
        text(messages, Prompt.Role.SYSTEM, root.path("instructions"));
        for (String list : new String[] {"messages", "input"}) {
            for (JsonNode message : root.path(list)) {
                if (message.isObject()) {
                    images |= text(messages, role(message.path("role").asText("user")), message.path("content"));
                } else {
                    text(messages, Prompt.Role.USER, message);
                }
            }
        }
        if (root.path("input").isTextual()) {
            text(messages, Prompt.Role.USER, root.path("input"));
        }
        text(messages, Prompt.Role.USER, root.path("prompt"));
        boolean tools = !root.path("tools").isEmpty() || !root.path("functions").isEmpty();
        return messages.isEmpty()
                ? Optional.empty()
                : Optional.of(new Prompt(List.copyOf(messages), tools, images, json(root), limit(root)));
    }

    /** Chat completions say it in {@code response_format}, responses in {@code text.format}. */
    private static boolean json(JsonNode root) {
        String chat = root.at("/response_format/type").asText("text");
        String responses = root.at("/text/format/type").asText("text");
        return !chat.equals("text") || !responses.equals("text");
    }

    private static long limit(JsonNode root) {
        long limit = 0;
        for (String name : new String[] {"max_completion_tokens", "max_output_tokens", "max_tokens"}) {
            limit = Math.max(limit, root.path(name).asLong(0));
        }
        return limit;
    }

    /** Adds one message from a string or from parts; true where a part is an image. */
    private static boolean text(List<Prompt.Message> messages, Prompt.Role role, JsonNode content) {
        if (content.isTextual()) {
            messages.add(new Prompt.Message(role, content.textValue()));
            return false;
        }
        boolean image = false;
        var text = new StringBuilder();
        for (JsonNode part : content) {
            String type = part.path("type").asText("");
            image |= type.contains("image");
            String piece =
                    part.isTextual() ? part.textValue() : part.path("text").asText("");
            if (!piece.isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n").append(piece);
            }
        }
        if (!text.isEmpty()) {
            messages.add(new Prompt.Message(role, text.toString()));
        }
        return image;
    }

    private static Prompt.Role role(String word) {
        return switch (word) {
            case "system", "developer" -> Prompt.Role.SYSTEM;
            case "assistant" -> Prompt.Role.ASSISTANT;
            case "tool", "function" -> Prompt.Role.TOOL;
            default -> Prompt.Role.USER;
        };
    }
}
