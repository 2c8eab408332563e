package dev.routeproof.providers.wire.translate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.providers.wire.AnthropicWire;
import dev.routeproof.providers.wire.WireJson;

/** A chat completion request in the words of the Messages API. */
final class ToMessages {
    private ToMessages() {}

    static ObjectNode request(JsonNode from, String model) {
        refuse(from);
        ObjectNode to = WireJson.MAPPER.createObjectNode();
        to.put("model", model);
        long limit = from.path("max_completion_tokens")
                .asLong(from.path("max_tokens").asLong(AnthropicWire.DEFAULT_MAX_TOKENS));
        to.put("max_tokens", limit);
        messages(from.path("messages"), to);
        if (from.path("stop").isTextual()) {
            to.putArray("stop_sequences").add(from.path("stop").asText());
        } else if (from.path("stop").isArray()) {
            to.set("stop_sequences", from.path("stop"));
        }
        if (from.path("temperature").isNumber()) {
            // OpenAI's scale ends at 2, Anthropic's at 1.
            to.put("temperature", Math.min(1, from.path("temperature").asDouble()));
        }
        if (from.path("top_p").isNumber()) {
            to.set("top_p", from.path("top_p"));
        }
        if (from.path("stream").isBoolean()) {
            to.set("stream", from.path("stream"));
        }
        if (from.path("user").isTextual()) {
            to.putObject("metadata").put("user_id", from.path("user").asText());
        }
        tools(from, to);
        return to;
    }

    /** What would change the answer if it were left out. */
    private static void refuse(JsonNode from) {
        if (from.path("n").asInt(1) > 1) {
            throw new Untranslatable("the model answers once; the request wants n = "
                    + from.path("n").asInt());
        }
        if (from.path("logprobs").asBoolean()) {
            throw new Untranslatable("the model gives no logprobs");
        }
        String format = from.at("/response_format/type").asText("text");
        if (!format.equals("text")) {
            throw new Untranslatable("the model takes no response_format; the request wants " + format);
        }
    }

    private static void messages(JsonNode from, ObjectNode to) {
        var system = new StringBuilder();
        ArrayNode messages = WireJson.MAPPER.createArrayNode();
        for (JsonNode message : from) {
            switch (message.path("role").asText()) {
                case "system", "developer" ->
                    system.append(system.isEmpty() ? "" : "\n\n").append(plainText(message.path("content")));
                case "assistant" -> assistant(message, turn(messages, "assistant"));
                case "tool" -> toolResult(message, turn(messages, "user"));
                default -> parts(message.path("content"), turn(messages, "user"));
            }
        }
        if (!system.isEmpty()) {
            to.put("system", system.toString());
        }
        to.set("messages", messages);
    }

    /** The content of the last message where it has the role, else of a new one: results of tools must stand together. */
    private static ArrayNode turn(ArrayNode messages, String role) {
        if (!messages.isEmpty()
                && messages.get(messages.size() - 1).path("role").asText().equals(role)
                && messages.get(messages.size() - 1).path("content") instanceof ArrayNode content) {
            return content;
        }
        return messages.addObject().put("role", role).putArray("content");
    }

    private static void assistant(JsonNode message, ArrayNode content) {
        parts(message.path("content"), content);
        for (JsonNode call : message.path("tool_calls")) {
            ObjectNode block = content.addObject();
            block.put("type", "tool_use").put("id", call.path("id").asText());
            block.put("name", call.at("/function/name").asText());
            block.set("input", arguments(call.at("/function/arguments")));
        }
    }

    private static void toolResult(JsonNode message, ArrayNode content) {
        ObjectNode block = content.addObject();
        block.put("type", "tool_result")
                .put("tool_use_id", message.path("tool_call_id").asText());
        block.put("content", plainText(message.path("content")));
    }

    /** The object that a call's JSON text holds; an empty one where it holds none. */
    static JsonNode arguments(JsonNode text) {
        try {
            JsonNode read = text.isTextual() ? WireJson.MAPPER.readTree(text.asText()) : text;
            return read != null && read.isObject() ? read : WireJson.MAPPER.createObjectNode();
        } catch (JsonProcessingException e) {
            return WireJson.MAPPER.createObjectNode();
        }
    }

    private static String plainText(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        var text = new StringBuilder();
        for (JsonNode part : content) {
            text.append(part.path("text").asText(""));
        }
        return text.toString();
    }

    private static void parts(JsonNode content, ArrayNode to) {
        if (content.isTextual() && !content.asText().isEmpty()) {
            to.addObject().put("type", "text").put("text", content.asText());
        }
        if (!content.isArray()) {
            return;
        }
        for (JsonNode part : content) {
            String type = part.path("type").asText();
            switch (type) {
                case "text" ->
                    to.addObject()
                            .put("type", "text")
                            .put("text", part.path("text").asText());
                case "refusal" ->
                    to.addObject()
                            .put("type", "text")
                            .put("text", part.path("refusal").asText());
                case "image_url" -> image(part.at("/image_url/url").asText(), to.addObject());
                default -> throw new Untranslatable("the model takes no part of type " + type);
            }
        }
    }

    private static void image(String url, ObjectNode to) {
        ObjectNode source = to.put("type", "image").putObject("source");
        int comma = url.indexOf(";base64,");
        if (url.startsWith("data:") && comma > 0) {
            source.put("type", "base64")
                    .put("media_type", url.substring("data:".length(), comma))
                    .put("data", url.substring(comma + ";base64,".length()));
        } else {
            source.put("type", "url").put("url", url);
        }
    }

    private static void tools(JsonNode from, ObjectNode to) {
        if (!from.path("tools").isArray() || from.path("tools").isEmpty()) {
            return;
        }
        for (JsonNode tool : from.path("tools")) {
            JsonNode function = tool.path("function");
            if (!function.isObject()) {
                throw new Untranslatable(
                        "the model takes no tool of type " + tool.path("type").asText());
            }
            ObjectNode out = to.withArray("tools").addObject();
            out.put("name", function.path("name").asText());
            if (function.path("description").isTextual()) {
                out.set("description", function.path("description"));
            }
            out.set(
                    "input_schema",
                    function.path("parameters").isObject()
                            ? function.path("parameters")
                            : WireJson.MAPPER.createObjectNode().put("type", "object"));
        }
        choice(from, to);
    }

    private static void choice(JsonNode from, ObjectNode to) {
        JsonNode choice = from.path("tool_choice");
        boolean oneAtATime = from.path("parallel_tool_calls").isBoolean()
                && !from.path("parallel_tool_calls").asBoolean();
        if (choice.isMissingNode() && !oneAtATime) {
            return;
        }
        ObjectNode out = to.putObject("tool_choice");
        if (choice.isObject()) {
            out.put("type", "tool").put("name", choice.at("/function/name").asText());
        } else {
            out.put(
                    "type",
                    switch (choice.asText("auto")) {
                        case "none" -> "none";
                        case "required" -> "any";
                        default -> "auto";
                    });
        }
        if (oneAtATime && !out.path("type").asText().equals("none")) {
            out.put("disable_parallel_tool_use", true);
        }
    }
}
