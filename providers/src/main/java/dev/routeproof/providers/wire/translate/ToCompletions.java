package dev.routeproof.providers.wire.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.providers.wire.Dialect;
import dev.routeproof.providers.wire.WireJson;

/** A Messages API request in the words of chat completions. */
final class ToCompletions {
    private ToCompletions() {}

    static ObjectNode request(JsonNode from, String model, Dialect dialect) {
        refuse(from);
        ObjectNode to = WireJson.MAPPER.createObjectNode();
        to.put("model", model);
        ArrayNode messages = to.putArray("messages");
        String system = Bodies.text(from.path("system"));
        if (!system.isEmpty()) {
            messages.addObject().put("role", "system").put("content", system);
        }
        for (JsonNode message : from.path("messages")) {
            if (message.path("role").asText().equals("assistant")) {
                assistant(message.path("content"), messages.addObject());
            } else {
                user(message.path("content"), messages);
            }
        }
        if (from.path("max_tokens").isNumber()) {
            to.set(dialect.completionTokens() ? "max_completion_tokens" : "max_tokens", from.path("max_tokens"));
        }
        if (dialect.temperature()) {
            copy(from, "temperature", to, "temperature");
            copy(from, "top_p", to, "top_p");
        }
        copy(from, "stop_sequences", to, "stop");
        if (from.at("/metadata/user_id").isTextual()) {
            to.set("user", from.at("/metadata/user_id"));
        }
        if (from.path("stream").asBoolean()) {
            to.put("stream", true);
            if (dialect.streamUsage()) {
                to.putObject("stream_options").put("include_usage", true);
            }
        }
        tools(from, to);
        return to;
    }

    /** What would change the answer if it were left out. */
    private static void refuse(JsonNode from) {
        if (from.path("output_format").isObject()
                || from.at("/output_config/format").isObject()) {
            throw new Untranslatable("the model is not told Anthropic's output formats");
        }
        if (!from.path("mcp_servers").isEmpty()) {
            throw new Untranslatable("the model asks no MCP servers");
        }
        JsonNode messages = from.path("messages");
        if (messages.path(messages.size() - 1).path("role").asText().equals("assistant")) {
            throw new Untranslatable("the model does not go on with an answer that was begun");
        }
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        JsonNode value = from.path(name);
        if (!value.isMissingNode() && !value.isNull()) {
            to.set(as, value);
        }
    }

    private static void assistant(JsonNode content, ObjectNode to) {
        to.put("role", "assistant");
        String text = Bodies.text(content);
        to.put("content", text.isEmpty() ? null : text);
        for (JsonNode block : content) {
            if (block.path("type").asText().equals("tool_use")) {
                ObjectNode call = to.withArray("tool_calls").addObject();
                call.put("id", block.path("id").asText()).put("type", "function");
                call.putObject("function")
                        .put("name", block.path("name").asText())
                        .put("arguments", block.path("input").toString());
            }
        }
    }

    /** Results of tools become messages of their own, before what the user says beside them. */
    private static void user(JsonNode content, ArrayNode messages) {
        if (content.isTextual()) {
            messages.addObject().put("role", "user").put("content", content.asText());
            return;
        }
        ArrayNode parts = WireJson.MAPPER.createArrayNode();
        for (JsonNode block : content) {
            String type = block.path("type").asText();
            switch (type) {
                case "text" ->
                    parts.addObject()
                            .put("type", "text")
                            .put("text", block.path("text").asText());
                case "image" -> image(block.path("source"), parts.addObject());
                case "tool_result" ->
                    messages.addObject()
                            .put("role", "tool")
                            .put("tool_call_id", block.path("tool_use_id").asText())
                            .put("content", result(block.path("content")));
                default -> throw new Untranslatable("the model takes no block of type " + type);
            }
        }
        if (!parts.isEmpty()) {
            boolean onlyText = parts.size() == 1 && parts.path(0).has("text");
            ObjectNode message = messages.addObject().put("role", "user");
            message.set("content", onlyText ? parts.path(0).path("text") : parts);
        }
    }

    private static void image(JsonNode source, ObjectNode to) {
        String type = source.path("type").asText();
        String url = switch (type) {
            case "base64" ->
                "data:" + source.path("media_type").asText() + ";base64,"
                        + source.path("data").asText();
            case "url" -> source.path("url").asText();
            default -> throw new Untranslatable("the model takes no image from a source of type " + type);
        };
        to.put("type", "image_url").putObject("image_url").put("url", url);
    }

    /** The text of a tool's result, which has nothing but text on this wire. */
    private static String result(JsonNode content) {
        for (JsonNode block : content) {
            String type = block.path("type").asText();
            if (!type.equals("text")) {
                throw new Untranslatable("the model takes no block of type " + type + " in a tool's result");
            }
        }
        return Bodies.text(content);
    }

    private static void tools(JsonNode from, ObjectNode to) {
        for (JsonNode tool : from.path("tools")) {
            if (!tool.path("input_schema").isObject()) {
                throw new Untranslatable(
                        "the model takes no tool of type " + tool.path("type").asText());
            }
            ObjectNode out = to.withArray("tools").addObject();
            ObjectNode function = out.put("type", "function").putObject("function");
            function.put("name", tool.path("name").asText());
            copy(tool, "description", function, "description");
            function.set("parameters", tool.path("input_schema"));
        }
        JsonNode choice = from.path("tool_choice");
        switch (choice.path("type").asText("")) {
            case "auto" -> to.put("tool_choice", "auto");
            case "any" -> to.put("tool_choice", "required");
            case "none" -> to.put("tool_choice", "none");
            case "tool" ->
                to.putObject("tool_choice")
                        .put("type", "function")
                        .putObject("function")
                        .put("name", choice.path("name").asText());
            default -> {
                // The caller chose nothing.
            }
        }
        if (choice.path("disable_parallel_tool_use").asBoolean()) {
            to.put("parallel_tool_calls", false);
        }
    }
}
