package dev.routeproof.providers.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.routing.classify.Prompt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** Chat completions as OpenAI defines them and Groq, Mistral, DeepSeek, Gemini, Together, Ollama and vLLM take them. */
public final class OpenAiWire implements ChatWire {
    @Override
    public URI endpoint(URI baseUrl) {
        return Endpoints.below(baseUrl, "chat/completions");
    }

    @Override
    public byte[] encode(Ask ask, Dialect dialect) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = WireJson.MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("model", ask.model());
            json.writeArrayFieldStart("messages");
            for (Prompt.Message message : ask.prompt().messages()) {
                write(json, message, dialect);
            }
            json.writeEndArray();
            writeTools(json, ask);
            writeParameters(json, ask, dialect);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public ReplyReader reader(Limits limits) {
        return new OpenAiReader(limits);
    }

    private static void write(JsonGenerator json, Prompt.Message message, Dialect dialect) throws IOException {
        // A prompt keeps the text of a tool's result, not the call it answers, so a real server takes it as the user's.
        boolean asUser = message.role() == Prompt.Role.TOOL && !dialect.toolRole();
        json.writeStartObject();
        json.writeStringField("role", asUser ? "user" : message.role().word());
        json.writeStringField("content", message.text());
        json.writeEndObject();
    }

    private static void writeTools(JsonGenerator json, Ask ask) throws IOException {
        if (!ask.tools().isEmpty()) {
            json.writeArrayFieldStart("tools");
            for (JsonNode tool : ask.tools()) {
                json.writeTree(tool);
            }
            json.writeEndArray();
        }
    }

    private static void writeParameters(JsonGenerator json, Ask ask, Dialect dialect) throws IOException {
        if (ask.maxOutputTokens() != null) {
            String name = dialect.completionTokens() ? "max_completion_tokens" : "max_tokens";
            json.writeNumberField(name, ask.maxOutputTokens());
        }
        if (ask.temperature() != null && dialect.temperature()) {
            json.writeNumberField("temperature", ask.temperature());
        }
        if (ask.seed() != null) {
            json.writeNumberField("seed", ask.seed());
        }
        if (dialect.stream()) {
            json.writeBooleanField("stream", true);
            if (dialect.streamUsage()) {
                json.writeObjectFieldStart("stream_options");
                json.writeBooleanField("include_usage", true);
                json.writeEndObject();
            }
        }
    }
}
