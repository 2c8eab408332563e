package dev.routeproof.providers.wire.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.providers.wire.Limits;
import dev.routeproof.providers.wire.MalformedReply;
import dev.routeproof.providers.wire.SseParser;
import dev.routeproof.providers.wire.WireError;
import dev.routeproof.providers.wire.WireJson;
import java.nio.charset.StandardCharsets;

/** A stream of chat completion chunks as Anthropic's message events. */
final class ChunksToMessages implements StreamTranslation {
    private static final int NO_BLOCK = -1;
    private static final int TEXT = -2;

    private final SseParser parser = new SseParser(this::event, Limits.DEFAULT.eventBytes());
    private final EventOutput out = new EventOutput();
    private Counts counts = Counts.NONE;
    private boolean started;
    private boolean complete;
    private int block = NO_BLOCK;
    /** {@link #NO_BLOCK}, {@link #TEXT}, or the index of the tool call that the open block holds. */
    private int open = NO_BLOCK;

    private String openId = "";
    private boolean called;
    private String stopReason = "";
    private boolean refused;

    @Override
    public byte[] feed(byte[] bytes, int offset, int length) {
        parser.feed(bytes, offset, length);
        return out.take();
    }

    @Override
    public byte[] end() {
        // Some servers leave [DONE] out: the reason of the end is enough.
        if (!complete && !stopReason.isEmpty()) {
            stop();
        }
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
        if (new String(data, 0, Math.min(length, 8), StandardCharsets.US_ASCII)
                .strip()
                .equals("[DONE]")) {
            stop();
            return;
        }
        JsonNode chunk = EventOutput.object(data, length);
        if (chunk.hasNonNull("error")) {
            ObjectNode error = AnthropicCaller.error(500, WireError.parse(Bodies.bytes(chunk)));
            out.event("error", error.toString());
            complete = true;
            return;
        }
        start(chunk);
        if (chunk.path("usage").isObject()) {
            counts = Counts.ofCompletion(chunk.path("usage"));
        }
        JsonNode choice = chunk.at("/choices/0");
        text(Bodies.text(choice.at("/delta/content")));
        String refusal = choice.at("/delta/refusal").asText("");
        refused |= !refusal.isEmpty();
        text(refusal);
        for (JsonNode call : choice.at("/delta/tool_calls")) {
            toolCall(call);
        }
        String reason = choice.path("finish_reason").asText("");
        if (!reason.isEmpty()) {
            stopReason = refused ? "refusal" : Reasons.toAnthropic(reason, called);
        }
    }

    private void start(JsonNode chunk) {
        // Azure's first chunk tells what it thinks of the prompt: it has no choice, and its id is not the answer's.
        if (started
                || (chunk.path("choices").isEmpty()
                        && chunk.path("id").asText("").isEmpty())) {
            return;
        }
        started = true;
        ObjectNode event = object("message_start");
        ObjectNode message = event.putObject("message");
        message.put("id", chunk.path("id").asText()).put("type", "message").put("role", "assistant");
        message.put("model", chunk.path("model").asText());
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.set("usage", Counts.NONE.toAnthropic());
        send(event);
    }

    private void text(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (open != TEXT) {
            ObjectNode content = openBlock(TEXT);
            content.put("type", "text").put("text", "");
            sendStart(content);
        }
        ObjectNode event = object("content_block_delta").put("index", block);
        event.putObject("delta").put("type", "text_delta").put("text", text);
        send(event);
    }

    private void toolCall(JsonNode call) {
        int index = call.path("index").asInt(Math.max(0, open));
        String id = call.path("id").asText("");
        String name = call.at("/function/name").asText("");
        if (begins(call, index, id, !name.isEmpty())) {
            ObjectNode content = openBlock(index);
            openId = id;
            called = true;
            content.put("type", "tool_use").put("id", id).put("name", name);
            content.putObject("input");
            sendStart(content);
        }
        if (open != index) {
            throw new MalformedReply("a tool call is gone on with after another one began");
        }
        String arguments = call.at("/function/arguments").asText("");
        if (!arguments.isEmpty()) {
            ObjectNode event = object("content_block_delta").put("index", block);
            event.putObject("delta").put("type", "input_json_delta").put("partial_json", arguments);
            send(event);
        }
    }

    /** Some servers give parallel calls the same index, or none: a new id with a name is a new call. */
    private boolean begins(JsonNode call, int index, String id, boolean named) {
        if (open != index) {
            return named || !id.isEmpty();
        }
        return named && (id.isEmpty() ? !call.hasNonNull("index") : !id.equals(openId));
    }

    private ObjectNode openBlock(int kind) {
        closeBlock();
        block++;
        open = kind;
        return WireJson.MAPPER.createObjectNode();
    }

    private void sendStart(ObjectNode content) {
        ObjectNode event = object("content_block_start").put("index", block);
        event.set("content_block", content);
        send(event);
    }

    private void closeBlock() {
        if (open != NO_BLOCK) {
            send(object("content_block_stop").put("index", block));
            open = NO_BLOCK;
        }
    }

    private void stop() {
        if (!started) {
            throw new MalformedReply("the stream has no answer");
        }
        closeBlock();
        ObjectNode event = object("message_delta");
        event.putObject("delta")
                .put("stop_reason", stopReason.isEmpty() ? "end_turn" : stopReason)
                .putNull("stop_sequence");
        event.set("usage", counts.toAnthropic());
        send(event);
        send(object("message_stop"));
        complete = true;
    }

    private static ObjectNode object(String type) {
        return WireJson.MAPPER.createObjectNode().put("type", type);
    }

    private void send(ObjectNode event) {
        out.event(event.path("type").asText(), event.toString());
    }
}
