package dev.routeproof.providers.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.Prompt.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** The Messages API as Anthropic defines it. */
public final class AnthropicWire implements ChatWire {
    /** The value of the {@code anthropic-version} header. */
    public static final String VERSION = "2023-06-01";

    /** The output limit sent where the caller names none, because the wire demands one. */
    public static final int DEFAULT_MAX_TOKENS = 4_096;

    @Override
    public URI endpoint(URI baseUrl) {
        boolean versioned = baseUrl.getPath() != null && baseUrl.getPath().matches(".*/v1/?");
        return Endpoints.below(baseUrl, versioned ? "messages" : "v1/messages");
    }

    @Override
    public byte[] encode(Ask ask, Dialect dialect) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = WireJson.MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("model", ask.model());
            json.writeNumberField(
                    "max_tokens", ask.maxOutputTokens() == null ? DEFAULT_MAX_TOKENS : ask.maxOutputTokens());
            writeMessages(json, ask.prompt().messages());
            writeTools(json, ask.tools());
            if (ask.temperature() != null && dialect.temperature()) {
                json.writeNumberField("temperature", ask.temperature());
            }
            if (dialect.stream()) {
                json.writeBooleanField("stream", true);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public ReplyReader reader(Limits limits) {
        return new AnthropicReader(limits);
    }

    private static void writeMessages(JsonGenerator json, List<Prompt.Message> messages) throws IOException {
        String system = messages.stream()
                .filter(message -> message.role() == Role.SYSTEM)
                .map(Prompt.Message::text)
                .collect(Collectors.joining("\n\n"));
        if (!system.isEmpty()) {
            json.writeStringField("system", system);
        }
        json.writeArrayFieldStart("messages");
        for (Prompt.Message message : messages) {
            if (message.role() != Role.SYSTEM) {
                json.writeStartObject();
                json.writeStringField("role", message.role() == Role.ASSISTANT ? "assistant" : "user");
                json.writeStringField("content", message.text());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void writeTools(JsonGenerator json, List<JsonNode> tools) throws IOException {
        if (tools.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tools");
        for (JsonNode tool : tools) {
            JsonNode function = tool.path("function");
            json.writeStartObject();
            json.writeStringField("name", function.path("name").asText());
            if (function.path("description").isTextual()) {
                json.writeStringField(
                        "description", function.path("description").asText());
            }
            json.writeFieldName("input_schema");
            if (function.path("parameters").isObject()) {
                json.writeTree(function.path("parameters"));
            } else {
                json.writeStartObject();
                json.writeStringField("type", "object");
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
