package dev.routeproof.providers.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.providers.wire.WireJson;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The sandbox's answers as OpenAI writes them. */
final class SandboxJson {
    private SandboxJson() {}

    /** Writes one JSON value. */
    @FunctionalInterface
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    static Buffer write(Writing writing) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = WireJson.MAPPER.createGenerator(bytes)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    static Buffer error(String type, @Nullable String code, String message) {
        return write(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            json.writeStringField("message", message);
            json.writeStringField("type", type);
            json.writeNullField("param");
            json.writeStringField("code", code);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    static Buffer completion(SandboxReply reply) {
        return write(json -> {
            json.writeStartObject();
            head(json, reply, "chat.completion");
            json.writeArrayFieldStart("choices");
            json.writeStartObject();
            json.writeNumberField("index", 0);
            json.writeObjectFieldStart("message");
            json.writeStringField("role", "assistant");
            if (reply.toolCall() == null) {
                json.writeStringField("content", reply.text());
            } else {
                json.writeNullField("content");
                toolCall(json, reply, reply.toolCall());
            }
            json.writeNullField("refusal");
            json.writeEndObject();
            json.writeNullField("logprobs");
            json.writeStringField("finish_reason", reply.finishReason());
            json.writeEndObject();
            json.writeEndArray();
            usage(json, reply);
            json.writeEndObject();
        });
    }

    /** One event of a stream; {@code piece} null for the last one, which carries the reason of the end. */
    static Buffer chunk(SandboxReply reply, @Nullable String piece, boolean first) {
        return event(write(json -> {
            json.writeStartObject();
            head(json, reply, "chat.completion.chunk");
            json.writeArrayFieldStart("choices");
            json.writeStartObject();
            json.writeNumberField("index", 0);
            json.writeObjectFieldStart("delta");
            if (first) {
                json.writeStringField("role", "assistant");
            }
            if (piece != null && reply.toolCall() == null) {
                json.writeStringField("content", piece);
            } else if (piece != null && reply.toolCall() != null) {
                toolCall(json, reply, reply.toolCall());
            }
            json.writeEndObject();
            json.writeNullField("logprobs");
            json.writeStringField("finish_reason", piece == null ? reply.finishReason() : null);
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    static Buffer usageChunk(SandboxReply reply) {
        return event(write(json -> {
            json.writeStartObject();
            head(json, reply, "chat.completion.chunk");
            json.writeArrayFieldStart("choices");
            json.writeEndArray();
            usage(json, reply);
            json.writeEndObject();
        }));
    }

    private static Buffer event(Buffer data) {
        return Buffer.buffer(data.length() + 8)
                .appendString("data: ")
                .appendBuffer(data)
                .appendString("\n\n");
    }

    private static void head(JsonGenerator json, SandboxReply reply, String object) throws IOException {
        json.writeStringField("id", reply.id());
        json.writeStringField("object", object);
        json.writeNumberField("created", reply.created());
        json.writeStringField("model", reply.model());
        json.writeStringField("system_fingerprint", "sandbox");
    }

    private static void toolCall(JsonGenerator json, SandboxReply reply, JsonNode call) throws IOException {
        JsonNode arguments = call.path("arguments");
        json.writeArrayFieldStart("tool_calls");
        json.writeStartObject();
        json.writeNumberField("index", 0);
        json.writeStringField("id", "call_" + reply.id());
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", call.path("name").asText());
        json.writeStringField("arguments", arguments.isTextual() ? arguments.asText() : arguments.toString());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void usage(JsonGenerator json, SandboxReply reply) throws IOException {
        json.writeObjectFieldStart("usage");
        json.writeNumberField("prompt_tokens", reply.inputTokens());
        json.writeNumberField("completion_tokens", reply.outputTokens());
        json.writeNumberField("total_tokens", reply.inputTokens() + reply.outputTokens());
        json.writeObjectFieldStart("prompt_tokens_details");
        json.writeNumberField("cached_tokens", 0);
        json.writeEndObject();
        json.writeObjectFieldStart("completion_tokens_details");
        json.writeNumberField("reasoning_tokens", reply.reasoningTokens());
        json.writeEndObject();
        json.writeEndObject();
    }
}
