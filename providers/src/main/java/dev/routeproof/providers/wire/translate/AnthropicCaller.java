package dev.routeproof.providers.wire.translate;

import static dev.routeproof.providers.wire.translate.Bodies.bytes;
import static dev.routeproof.providers.wire.translate.Bodies.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.providers.wire.Dialect;
import dev.routeproof.providers.wire.WireError;
import dev.routeproof.providers.wire.WireJson;

/** Anthropic on the caller's side, OpenAI on the model's. */
record AnthropicCaller(Dialect dialect) implements Translation {
    @Override
    public byte[] request(byte[] body, String model) {
        return bytes(ToCompletions.request(object(body), model, dialect));
    }

    @Override
    public byte[] response(byte[] body) {
        JsonNode completion = object(body);
        JsonNode choice = completion.at("/choices/0");
        if (!choice.isObject()) {
            throw new Untranslatable("the answer has no choices");
        }
        JsonNode message = choice.path("message");
        ObjectNode answer = WireJson.MAPPER.createObjectNode();
        answer.put("id", completion.path("id").asText());
        answer.put("type", "message");
        answer.put("role", "assistant");
        answer.put("model", completion.path("model").asText());
        ArrayNode content = answer.putArray("content");
        String refusal = message.path("refusal").asText("");
        String said = Bodies.text(message.path("content"));
        String text = said.isEmpty() ? refusal : said;
        if (!text.isEmpty()) {
            content.addObject().put("type", "text").put("text", text);
        }
        for (JsonNode call : message.path("tool_calls")) {
            ObjectNode block = content.addObject();
            block.put("type", "tool_use").put("id", call.path("id").asText());
            block.put("name", call.at("/function/name").asText());
            block.set("input", ToMessages.arguments(call.at("/function/arguments")));
        }
        boolean calls = !message.path("tool_calls").isEmpty();
        String reason = choice.path("finish_reason").asText();
        answer.put("stop_reason", refusal.isEmpty() ? Reasons.toAnthropic(reason, calls) : "refusal");
        answer.putNull("stop_sequence");
        answer.set("usage", Counts.ofCompletion(completion.path("usage")).toAnthropic());
        return bytes(answer);
    }

    @Override
    public byte[] error(int status, byte[] body) {
        return bytes(error(status, WireError.parse(body)));
    }

    static ObjectNode error(int status, WireError from) {
        String type = switch (status) {
            case 400, 422 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            default -> "api_error";
        };
        ObjectNode answer = WireJson.MAPPER.createObjectNode();
        answer.put("type", "error");
        answer.putObject("error").put("type", type).put("message", from.message());
        return answer;
    }

    @Override
    public StreamTranslation stream(boolean usage) {
        return new ChunksToMessages();
    }
}
