package dev.routeproof.harness.shadow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Optional;

/** What a person asked in a request that the log kept. */
public final class PromptText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PromptText() {}

    /** The last thing a user said in a request body; the body itself where it has another form. */
    public static Optional<String> of(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            JsonNode asked = tree.has("messages") ? tree.get("messages") : tree.get("input");
            var said = new ArrayList<String>();
            if (asked != null && asked.isArray()) {
                asked.forEach(message -> {
                    if ("user".equals(message.path("role").asText())) {
                        said.add(words(message.path("content")));
                    }
                });
            } else {
                said.add(words(asked == null ? tree.path("prompt") : asked));
            }
            return said.isEmpty() || said.getLast().isBlank() ? Optional.empty() : Optional.of(said.getLast());
        } catch (JsonProcessingException notJson) {
            return Optional.of(body);
        }
    }

    private static String words(JsonNode content) {
        if (content.isArray()) {
            var parts = new ArrayList<String>();
            content.forEach(part -> parts.add(part.path("text").asText("")));
            return String.join("\n", parts);
        }
        return content.asText("");
    }
}
