package dev.routeproof.providers.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads messages, streamed or whole. */
final class AnthropicReader implements ReplyReader {
    private final Reply reply;
    // Each field may come in several events; the last value stands.
    private long uncached;
    private long cacheReads;
    private long cacheWrites;
    private long output;

    AnthropicReader(Limits limits) {
        this.reply = new Reply(limits);
    }

    @Override
    public Reply reply() {
        return reply;
    }

    @Override
    public void event(String type, byte[] data, int length) {
        if (length == 0) {
            return;
        }
        JsonNode event = tree(data, length);
        String kind = event.path("type").asText(type);
        switch (kind) {
            case "message_start" -> start(event.path("message"));
            case "content_block_start" -> block(event.path("index").asInt(), event.path("content_block"));
            case "content_block_delta" -> delta(event.path("index").asInt(), event.path("delta"));
            case "message_delta" -> {
                reply.finish(event.path("delta").path("stop_reason").asText(null));
                usage(event.path("usage"));
            }
            case "message_stop" -> reply.markDone();
            case "error" -> reply.failed(WireError.of(event));
            default -> {
                // ping, content_block_stop, and kinds that do not exist yet carry nothing that is kept.
            }
        }
    }

    @Override
    public void body(byte[] body, int length) {
        JsonNode message = tree(body, length);
        if (message.path("type").asText().equals("error")) {
            reply.failed(WireError.of(message));
            return;
        }
        start(message);
        int index = 0;
        for (JsonNode block : message.path("content")) {
            block(index++, block);
        }
        reply.finish(message.path("stop_reason").asText(null));
        reply.markDone();
    }

    private static JsonNode tree(byte[] data, int length) {
        try (JsonParser json = WireJson.FACTORY.createParser(data, 0, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedReply("the answer is not a JSON object");
            }
            return WireJson.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw MalformedReply.notJson(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(JsonNode message) {
        reply.servedBy(message.path("model").asText(null));
        usage(message.path("usage"));
    }

    private void block(int index, JsonNode block) {
        switch (block.path("type").asText()) {
            case "text" -> reply.addText(block.path("text").asText());
            case "tool_use" -> {
                JsonNode input = block.path("input");
                reply.addCall(
                        index,
                        block.path("id").asText(),
                        block.path("name").asText(),
                        input.isObject() && !input.isEmpty() ? input.toString() : null);
            }
            case "thinking" -> reply.addHidden(block.path("thinking").asText());
            default -> {
                // Redacted thinking and server-side tools are no part of the answer.
            }
        }
    }

    private void delta(int index, JsonNode delta) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> reply.addText(delta.path("text").asText());
            case "input_json_delta" ->
                reply.addCall(index, null, null, delta.path("partial_json").asText());
            case "thinking_delta" -> reply.addHidden(delta.path("thinking").asText());
            default -> {
                // Signatures and citations are no part of the answer.
            }
        }
    }

    private void usage(JsonNode usage) {
        if (!usage.isObject()) {
            return;
        }
        uncached = Math.max(0, usage.path("input_tokens").asLong(uncached));
        cacheReads = Math.max(0, usage.path("cache_read_input_tokens").asLong(cacheReads));
        cacheWrites = Math.max(0, usage.path("cache_creation_input_tokens").asLong(cacheWrites));
        output = Math.max(0, usage.path("output_tokens").asLong(output));
        long input = uncached + cacheReads + cacheWrites;
        if (input > 0 || output > 0) {
            reply.count(new Reply.Counts(input, cacheReads, output, 0));
        }
    }
}
