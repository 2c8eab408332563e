package dev.routeproof.providers.sandbox;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.routeproof.providers.wire.WireJson;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.Prompt.Message;
import dev.routeproof.routing.classify.Prompt.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chat completion as asked of the sandbox.
 *
 * @param maxTokens 0 where the caller names none
 * @param seed the ordinal of the repeat
 */
record SandboxRequest(
        String model, Prompt prompt, boolean stream, boolean streamUsage, boolean hasTools, int maxTokens, int seed) {

    /** Reads the request; throws {@link IOException} for what is not JSON or has no messages. */
    static SandboxRequest parse(byte[] body) throws IOException {
        try (JsonParser json = WireJson.FACTORY.createParser(body)) {
            var reading = new Reading();
            if (json.nextToken() == JsonToken.START_OBJECT) {
                reading.object(json);
            }
            if (reading.messages.isEmpty()) {
                throw new IOException("messages: at least one message is needed");
            }
            return reading.finished();
        }
    }

    private static final class Reading {
        private final List<Message> messages = new ArrayList<>();
        private String model = "";
        private boolean stream;
        private boolean streamUsage;
        private boolean hasTools;
        private int maxTokens;
        private int seed;

        private SandboxRequest finished() {
            var prompt = new Prompt(messages, hasTools, false);
            return new SandboxRequest(model, prompt, stream, streamUsage, hasTools, maxTokens, seed);
        }

        private void object(JsonParser json) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "model" -> model = json.getValueAsString("");
                    case "stream" -> stream = json.getValueAsBoolean();
                    case "max_tokens", "max_completion_tokens" -> maxTokens = Math.max(0, json.getValueAsInt());
                    case "seed" -> seed = json.getValueAsInt();
                    case "messages" -> messages(json);
                    case "tools" -> {
                        hasTools = json.currentToken() == JsonToken.START_ARRAY;
                        json.skipChildren();
                    }
                    case "stream_options" -> streamOptions(json);
                    default -> json.skipChildren();
                }
            }
        }

        private void streamOptions(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                return;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals("include_usage");
                json.nextToken();
                streamUsage |= wanted && json.getValueAsBoolean();
                json.skipChildren();
            }
        }

        private void messages(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                json.skipChildren();
                return;
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Role role = Role.USER;
                String text = "";
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    switch (name) {
                        case "role" -> role = role(json.getValueAsString(""));
                        case "content" -> text = content(json);
                        default -> json.skipChildren();
                    }
                }
                messages.add(new Message(role, text));
            }
        }

        private static Role role(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "system", "developer" -> Role.SYSTEM;
                case "assistant" -> Role.ASSISTANT;
                case "tool", "function" -> Role.TOOL;
                default -> Role.USER;
            };
        }

        /** A text, or a list of parts of which the texts count. */
        private static String content(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                String text = json.getValueAsString("");
                json.skipChildren();
                return text;
            }
            var text = new StringBuilder();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        boolean wanted = json.currentName().equals("text");
                        json.nextToken();
                        text.append(wanted ? json.getValueAsString("") : "");
                        json.skipChildren();
                    }
                }
            }
            return text.toString();
        }
    }
}
