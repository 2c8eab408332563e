package dev.routeproof.providers.wire.translate;

import static dev.routeproof.providers.wire.translate.Bodies.bytes;
import static dev.routeproof.providers.wire.translate.Bodies.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.providers.wire.Dialect;
import dev.routeproof.providers.wire.WireError;
import dev.routeproof.providers.wire.WireJson;

/** OpenAI on the caller's side, Anthropic on the model's. */
record OpenAiCaller(long createdSeconds, Dialect dialect) implements Translation {
    @Override
    public byte[] request(byte[] body, String model) {
        return bytes(ToMessages.request(object(body), model, dialect));
    }

    @Override
    public byte[] response(byte[] body) {
        JsonNode message = object(body);
        if (!message.path("content").isArray()) {
            throw new Untranslatable("the answer has no content");
        }
        ObjectNode answer = WireJson.MAPPER.createObjectNode();
        answer.put("id", message.path("id").asText());
        answer.put("object", "chat.completion");
        answer.put("created", createdSeconds);
        answer.put("model", message.path("model").asText());
        ObjectNode choice = answer.putArray("choices").addObject();
        choice.put("index", 0);
        fill(choice.putObject("message"), message.path("content"));
        choice.putNull("logprobs");
        choice.put("finish_reason", Reasons.toOpenAi(message.path("stop_reason").asText()));
        answer.set("usage", Counts.ofMessages(message.path("usage")).toOpenAi());
        return bytes(answer);
    }

    private static void fill(ObjectNode to, JsonNode content) {
        to.put("role", "assistant");
        var text = new StringBuilder();
        boolean hasText = false;
        for (JsonNode block : content) {
            switch (block.path("type").asText()) {
                case "text" -> {
                    text.append(block.path("text").asText());
                    hasText = true;
                }
                case "tool_use" -> {
                    ObjectNode call = to.withArray("tool_calls").addObject();
                    call.put("id", block.path("id").asText()).put("type", "function");
                    call.putObject("function")
                            .put("name", block.path("name").asText())
                            .put("arguments", block.path("input").toString());
                }
                default -> {
                    // Thinking has no place in a chat completion.
                }
            }
        }
        to.put("content", hasText ? text.toString() : null);
        to.putNull("refusal");
    }

    @Override
    public byte[] error(int status, byte[] body) {
        return bytes(error(WireError.parse(body)));
    }

    static ObjectNode error(WireError from) {
        ObjectNode answer = WireJson.MAPPER.createObjectNode();
        ObjectNode error = answer.putObject("error");
        error.put("message", from.message());
        error.put("type", Bodies.type(from, "api_error"));
        error.put("param", from.parameter());
        error.put("code", from.code());
        return answer;
    }

    @Override
    public StreamTranslation stream(boolean usage) {
        return new MessagesToChunks(createdSeconds, usage);
    }
}
