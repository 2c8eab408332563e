package dev.routeproof.providers.wire.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.providers.wire.Limits;
import dev.routeproof.providers.wire.SseParser;
import dev.routeproof.providers.wire.WireError;
import dev.routeproof.providers.wire.WireJson;
import java.util.HashMap;
import java.util.Map;

/** A stream of Anthropic's message events as chat completion chunks. */
final class MessagesToChunks implements StreamTranslation {
    private final SseParser parser = new SseParser(this::event, Limits.DEFAULT.eventBytes());
    private final EventOutput out = new EventOutput();
    private final long createdSeconds;
    private final boolean usage;
    private final Map<Integer, Integer> callOfBlock = new HashMap<>();
    /** The whole input of each call of which no piece has come. */
    private final Map<Integer, String> inputOfBlock = new HashMap<>();

    private String id = "";
    private String model = "";
    private Counts counts = Counts.NONE;
    private boolean complete;

    MessagesToChunks(long createdSeconds, boolean usage) {
        this.createdSeconds = createdSeconds;
        this.usage = usage;
    }

    @Override
    public byte[] feed(byte[] bytes, int offset, int length) {
        parser.feed(bytes, offset, length);
        return out.take();
    }

    @Override
    public byte[] end() {
        return out.take();
    }

    @Override
    public boolean complete() {
        return complete;
    }

    private void event(String type, byte[] data, int length) {
        if (length == 0 || complete) {
            return;
        }
        JsonNode event = EventOutput.object(data, length);
        int index = event.path("index").asInt();
        switch (event.path("type").asText(type)) {
            case "message_start" -> start(event.path("message"));
            case "content_block_start" -> block(index, event.path("content_block"));
            case "content_block_stop" -> {
                // A client parses a call's arguments; nothing at all is no JSON.
                String input = inputOfBlock.get(index);
                if (input != null) {
                    arguments(index, input);
                }
            }
            case "content_block_delta" -> delta(index, event.path("delta"));
            case "message_delta" -> {
                counts = counts.updated(event.path("usage"));
                ObjectNode chunk = chunk();
                String reason = event.at("/delta/stop_reason").asText("");
                if (!reason.isEmpty()) {
                    choice(chunk).put("finish_reason", Reasons.toOpenAi(reason));
                    send(chunk);
                }
            }
            case "message_stop" -> stop();
            case "error" -> {
                out.event(
                        "",
                        OpenAiCaller.error(WireError.parse(Bodies.bytes(event))).toString());
                complete = true;
            }
            default -> {
                // ping has no counterpart.
            }
        }
    }

    private void start(JsonNode message) {
        id = message.path("id").asText();
        model = message.path("model").asText();
        counts = counts.updated(message.path("usage"));
        ObjectNode chunk = chunk();
        delta(chunk).put("role", "assistant").put("content", "");
        send(chunk);
    }

    private void block(int index, JsonNode block) {
        String type = block.path("type").asText();
        if (type.equals("text") && !block.path("text").asText().isEmpty()) {
            text(block.path("text").asText());
        } else if (type.equals("tool_use")) {
            int call = callOfBlock.size();
            callOfBlock.put(index, call);
            inputOfBlock.put(
                    index, block.path("input").isObject() ? block.path("input").toString() : "{}");
            ObjectNode chunk = chunk();
            ObjectNode to = delta(chunk).putArray("tool_calls").addObject();
            to.put("index", call).put("id", block.path("id").asText()).put("type", "function");
            to.putObject("function").put("name", block.path("name").asText()).put("arguments", "");
            send(chunk);
        }
    }

    private void delta(int index, JsonNode delta) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> text(delta.path("text").asText());
            case "input_json_delta" -> {
                String piece = delta.path("partial_json").asText("");
                if (!piece.isEmpty()) {
                    arguments(index, piece);
                }
            }
            default -> {
                // Thinking and signatures have no place in a chat completion.
            }
        }
    }

    /** A piece of the input of a call; the blocks of other tools are no calls of the caller's. */
    private void arguments(int index, String piece) {
        inputOfBlock.remove(index);
        Integer call = callOfBlock.get(index);
        if (call != null) {
            ObjectNode chunk = chunk();
            ObjectNode to = delta(chunk).putArray("tool_calls").addObject();
            to.put("index", call);
            to.putObject("function").put("arguments", piece);
            send(chunk);
        }
    }

    private void text(String text) {
        ObjectNode chunk = chunk();
        delta(chunk).put("content", text);
        send(chunk);
    }

    private void stop() {
        if (usage) {
            ObjectNode chunk = chunk();
            chunk.putArray("choices");
            chunk.set("usage", counts.toOpenAi());
            send(chunk);
        }
        out.event("", "[DONE]");
        complete = true;
    }

    private ObjectNode chunk() {
        return WireJson.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("object", "chat.completion.chunk")
                .put("created", createdSeconds)
                .put("model", model);
    }

    /** The one choice of the chunk, with an empty delta and no reason of an end. */
    private static ObjectNode choice(ObjectNode chunk) {
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta");
        return choice.putNull("finish_reason");
    }

    private static ObjectNode delta(ObjectNode chunk) {
        return choice(chunk).withObject("/delta");
    }

    private void send(ObjectNode chunk) {
        out.event("", chunk.toString());
    }
}
