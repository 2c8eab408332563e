package dev.routeproof.proxy.rollout;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.routeproof.routing.classify.Prompt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the prompt out of a request body, once and without a tree: chat, completions, responses (OpenAI) and messages
 * (Anthropic).
 */
public final class PromptReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(8 << 20)
                    .build())
            .build();

    private final JsonParser json;
    private final List<Prompt.Message> system = new ArrayList<>(1);
    private final List<Prompt.Message> turns = new ArrayList<>();
    private final StringBuilder parts = new StringBuilder();
    private boolean tools;
    private boolean images;
    private boolean wantsJson;
    private long limit;

    private PromptReader(JsonParser json) {
        this.json = json;
    }

    /** Empty where the body holds no text that could be classified. */
    public static Optional<Prompt> read(byte[] body) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            return new PromptReader(json).read();
        }
    }

    private Optional<Prompt> read() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        String field;
        while ((field = json.nextFieldName()) != null) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "system", "instructions" -> add(system, Prompt.Role.SYSTEM, content(value));
                case "messages", "input" -> messages(value);
                case "prompt" -> add(turns, Prompt.Role.USER, content(value));
                case "tools", "functions" -> tools |= filled(value);
                case "response_format", "output_format" -> format(value);
                case "text", "output_config" -> textSettings(value);
                case "max_completion_tokens", "max_output_tokens", "max_tokens" ->
                    limit = Math.max(limit, value.isNumeric() ? json.getValueAsLong(0) : skipped(0));
                default -> json.skipChildren();
            }
        }
        system.addAll(turns);
        return system.isEmpty() ? Optional.empty() : Optional.of(new Prompt(system, tools, images, wantsJson, limit));
    }

    /** A list of messages, or of strings; OpenAI's responses also take one string. */
    private void messages(JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            add(turns, Prompt.Role.USER, content(value));
            return;
        }
        for (JsonToken one = json.nextToken(); one != JsonToken.END_ARRAY; one = json.nextToken()) {
            if (one == JsonToken.START_OBJECT) {
                message();
            } else {
                add(turns, Prompt.Role.USER, content(one));
            }
        }
    }

    private void message() throws IOException {
        Prompt.Role role = Prompt.Role.USER;
        String text = null;
        String field;
        while ((field = json.nextFieldName()) != null) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "role" -> role = value == JsonToken.VALUE_STRING ? role(json.getText()) : skipped(role);
                case "content" -> text = content(value);
                default -> json.skipChildren();
            }
        }
        add(turns, role, text);
    }

    /** A string, or parts of which some have text; null where there is none. */
    private @Nullable String content(JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return null;
        }
        parts.setLength(0);
        for (JsonToken part = json.nextToken(); part != JsonToken.END_ARRAY; part = json.nextToken()) {
            switch (part) {
                case VALUE_STRING -> append(json.getText());
                case START_OBJECT -> part();
                default -> json.skipChildren();
            }
        }
        return parts.isEmpty() ? null : parts.toString();
    }

    private void part() throws IOException {
        String field;
        while ((field = json.nextFieldName()) != null) {
            JsonToken value = json.nextToken();
            if (value != JsonToken.VALUE_STRING) {
                json.skipChildren();
            } else if (field.equals("text")) {
                append(json.getText());
            } else if (field.equals("type")) {
                images |= json.getText().contains("image");
            }
        }
    }

    private void append(String piece) {
        if (!piece.isEmpty()) {
            parts.append(parts.isEmpty() ? "" : "\n").append(piece);
        }
    }

    private static void add(List<Prompt.Message> to, Prompt.Role role, @Nullable String text) {
        if (text != null) {
            to.add(new Prompt.Message(role, text));
        }
    }

    /** Whether a list has something in it. */
    private boolean filled(JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            return skipped(false);
        }
        boolean filled = false;
        for (JsonToken one = json.nextToken(); one != JsonToken.END_ARRAY; one = json.nextToken()) {
            filled = true;
            json.skipChildren();
        }
        return filled;
    }

    /**
     * Any format but text is some JSON: {@code response_format} of chat completions, {@code text.format} of responses,
     * {@code output_format} or {@code output_config.format} of messages.
     */
    private void format(JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        String field;
        while ((field = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            if (field.equals("type") && token == JsonToken.VALUE_STRING) {
                wantsJson |= !json.getText().equals("text");
            } else {
                json.skipChildren();
            }
        }
    }

    private void textSettings(JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        String field;
        while ((field = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            if (field.equals("format")) {
                format(token);
            } else {
                json.skipChildren();
            }
        }
    }

    /** Passes over the value in hand. */
    private <T> T skipped(T otherwise) throws IOException {
        json.skipChildren();
        return otherwise;
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
