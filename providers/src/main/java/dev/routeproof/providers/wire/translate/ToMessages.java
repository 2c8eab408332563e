package dev.routeproof.providers.wire.translate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.providers.wire.AnthropicWire;
import dev.routeproof.providers.wire.Dialect;
import dev.routeproof.providers.wire.WireError;
import dev.routeproof.providers.wire.WireJson;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A chat completion request in the words of the Messages API. */
final class ToMessages {
    private static final Pattern OTHERS_IN_IDS = Pattern.compile("[^a-zA-Z0-9_-]");
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private ToMessages() {}

    static ObjectNode request(JsonNode from, String model, Dialect dialect) {
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
        if (dialect.temperature()) {
            sampling(from, to);
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

    /** Newer models take a temperature or a {@code top_p}, not both: of two, one that is the default is left out. */
    private static void sampling(JsonNode from, ObjectNode to) {
        JsonNode topP = from.path("top_p");
        // OpenAI's scale ends at 2, Anthropic's at 1.
        double temperature = Math.min(1, from.path("temperature").asDouble(1));
        boolean both = from.path("temperature").isNumber() && topP.isNumber();
        if (from.path("temperature").isNumber() && !(both && temperature == 1 && topP.asDouble() < 1)) {
            to.put("temperature", temperature);
        }
        if (topP.isNumber() && !(both && topP.asDouble() >= 1)) {
            to.set("top_p", topP);
        }
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
        for (JsonNode modality : from.path("modalities")) {
            if (!modality.asText().equals("text")) {
                throw new Untranslatable("the model answers in text; the request wants " + modality.asText());
            }
        }
        if (from.path("web_search_options").isObject()) {
            throw new Untranslatable("the model does not search the web");
        }
        if (!from.path("functions").isEmpty()) {
            throw new Untranslatable("the model takes tools, not functions");
        }
        JsonNode stop = from.path("stop");
        for (JsonNode sequence : stop.isArray() ? stop : List.of(stop)) {
            if (sequence.isTextual() && sequence.asText().isBlank()) {
                throw new Untranslatable("the model takes no stop sequence of spaces alone");
            }
        }
    }

    private static void messages(JsonNode from, ObjectNode to) {
        var system = new StringBuilder();
        ArrayNode messages = WireJson.MAPPER.createArrayNode();
        for (JsonNode message : from) {
            switch (message.path("role").asText()) {
                case "system", "developer" -> {
                    String text = Bodies.text(message.path("content"));
                    if (!text.isBlank()) {
                        system.append(system.isEmpty() ? "" : "\n\n").append(text);
                    }
                }
                case "assistant" -> assistant(message, turn(messages, "assistant"));
                case "tool" -> toolResult(message, turn(messages, "user"));
                default -> parts(message.path("content"), turn(messages, "user"));
            }
        }
        if (!system.isEmpty()) {
            to.put("system", system.toString());
        }
        to.set("messages", spoken(messages));
    }

    /** Without the messages that say nothing, of which Anthropic takes none; the last one is the user's. */
    private static ArrayNode spoken(ArrayNode messages) {
        ArrayNode spoken = WireJson.MAPPER.createArrayNode();
        for (JsonNode message : messages) {
            if (!message.path("content").isEmpty()) {
                String role = message.path("role").asText();
                turn(spoken, role).addAll((ArrayNode) message.path("content"));
            }
        }
        if (spoken.isEmpty()) {
            throw new Untranslatable("the model needs a message of the user");
        }
        if (spoken.get(spoken.size() - 1).path("role").asText().equals("assistant")) {
            throw new Untranslatable("the model would go on with the last answer instead of giving one");
        }
        return spoken;
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
        text(message.path("refusal").asText(""), content);
        for (JsonNode call : message.path("tool_calls")) {
            ObjectNode block = content.addObject();
            block.put("type", "tool_use").put("id", id(call.path("id").asText()));
            block.put("name", call.at("/function/name").asText());
            block.set("input", arguments(call.at("/function/arguments")));
        }
    }

    private static void toolResult(JsonNode message, ArrayNode content) {
        ObjectNode block = content.addObject();
        block.put("type", "tool_result")
                .put("tool_use_id", id(message.path("tool_call_id").asText()));
        block.put("content", Bodies.text(message.path("content")));
    }

    /** Anthropic takes letters, digits, {@code _} and {@code -}; other models' calls have names like {@code functions.f:0}. */
    private static String id(String of) {
        return OTHERS_IN_IDS.matcher(of).replaceAll("_");
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

    private static void parts(JsonNode content, ArrayNode to) {
        if (content.isTextual()) {
            text(content.asText(), to);
        }
        if (!content.isArray()) {
            return;
        }
        for (JsonNode part : content) {
            String type = part.path("type").asText();
            switch (type) {
                case "text", "refusal" -> text(part.path(type).asText(), to);
                case "image_url" -> image(part.at("/image_url/url").asText(), to.addObject());
                default -> throw new Untranslatable("the model takes no part of type " + type);
            }
        }
    }

    /** Models write spaces alone before they call a tool; Anthropic takes no such text. */
    private static void text(String text, ArrayNode to) {
        if (!text.isBlank()) {
            to.addObject().put("type", "text").put("text", text);
        }
    }

    private static void image(String url, ObjectNode to) {
        ObjectNode source = to.put("type", "image").putObject("source");
        int comma = url.indexOf(";base64,");
        if (url.startsWith("data:") && comma > 0) {
            String said = url.substring("data:".length(), comma).toLowerCase(Locale.ROOT);
            String type = said.equals("image/jpg") ? "image/jpeg" : said;
            if (!PICTURES.contains(type)) {
                throw new Untranslatable("the model takes no picture of type " + WireError.oneLine(type));
            }
            source.put("type", "base64")
                    .put("media_type", type)
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
            ObjectNode schema = out.putObject("input_schema");
            if (function.path("parameters") instanceof ObjectNode parameters) {
                schema.setAll(parameters);
            }
            if (!schema.has("type")) {
                schema.put("type", "object");
            }
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
            if (!choice.path("function").isObject()) {
                throw new Untranslatable("the model takes no tool_choice of type "
                        + choice.path("type").asText());
            }
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
