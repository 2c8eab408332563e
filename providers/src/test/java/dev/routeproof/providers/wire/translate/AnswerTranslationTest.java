package dev.routeproof.providers.wire.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.providers.wire.AnthropicWire;
import dev.routeproof.providers.wire.ChatWire;
import dev.routeproof.providers.wire.Dialect;
import dev.routeproof.providers.wire.Limits;
import dev.routeproof.providers.wire.OpenAiWire;
import dev.routeproof.providers.wire.Reply;
import dev.routeproof.providers.wire.ReplyReader;
import dev.routeproof.providers.wire.SseParser;
import dev.routeproof.providers.wire.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Answers whole and streamed; a translated stream is read back by the wire it was translated to. */
class AnswerTranslationTest {
    private static final String MESSAGE_EVENTS = """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","model":"claude-x","usage":{"input_tokens":10,"cache_read_input_tokens":4,"output_tokens":1}}}

            event: ping
            data: {"type":"ping"}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Let me look, 漢 🚀"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: content_block_start
            data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t1","name":"weather","input":{}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"city\\":"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"\\"Rome\\"}"}}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":21}}

            event: message_stop
            data: {"type":"message_stop"}

            """;
    private static final String CHUNKS = """
            data: {"id":"c1","model":"gpt-x","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

            data: {"id":"c1","model":"gpt-x","choices":[{"index":0,"delta":{"content":"Let me look, 漢 🚀"},"finish_reason":null}]}

            data: {"id":"c1","model":"gpt-x","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"t1","type":"function","function":{"name":"weather","arguments":""}}]}}]}

            data: {"id":"c1","model":"gpt-x","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"city\\":"}}]}}]}

            data: {"id":"c1","model":"gpt-x","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\\"Rome\\"}"}}]}}]}

            data: {"id":"c1","model":"gpt-x","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"t2","type":"function","function":{"name":"time","arguments":"{}"}}]}}]}

            data: {"id":"c1","model":"gpt-x","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

            data: {"id":"c1","model":"gpt-x","choices":[],"usage":{"prompt_tokens":14,"completion_tokens":21,"prompt_tokens_details":{"cached_tokens":4}}}

            data: [DONE]

            """;

    @Test
    void messageStreamIsReadAsChunks() {
        Reply reply = read(new OpenAiWire(), translate(Translation.fromOpenAi(7).stream(true), MESSAGE_EVENTS, 64));
        assertThat(reply.text()).isEqualTo("Let me look, 漢 🚀");
        assertThat(reply.calls()).containsExactly(new Reply.Call("t1", "weather", "{\"city\":\"Rome\"}"));
        assertThat(reply.counts()).isEqualTo(new Reply.Counts(14, 4, 21, 0));
        assertThat(reply.finishReason()).isEqualTo("tool_calls");
        assertThat(reply.servedModel()).isEqualTo("claude-x");
        assertThat(reply.done()).isTrue();
    }

    @Test
    void chunkStreamIsReadAsMessageEvents() {
        StreamTranslation stream = Translation.fromAnthropic(Dialect.COMMON).stream(true);
        Reply reply = read(new AnthropicWire(), translate(stream, CHUNKS, 64));
        assertThat(reply.text()).isEqualTo("Let me look, 漢 🚀");
        assertThat(reply.calls())
                .containsExactly(
                        new Reply.Call("t1", "weather", "{\"city\":\"Rome\"}"), new Reply.Call("t2", "time", "{}"));
        assertThat(reply.counts()).isEqualTo(new Reply.Counts(14, 4, 21, 0));
        assertThat(reply.finishReason()).isEqualTo("tool_use");
        assertThat(reply.done()).isTrue();
    }

    @Test
    void splitAtAnyByteTranslatesTheSame() {
        byte[] whole = translate(Translation.fromOpenAi(7).stream(true), MESSAGE_EVENTS, 1 << 20);
        byte[] back = translate(Translation.fromAnthropic(Dialect.COMMON).stream(true), CHUNKS, 1 << 20);
        for (int size = 1; size < 40; size++) {
            assertThat(translate(Translation.fromOpenAi(7).stream(true), MESSAGE_EVENTS, size))
                    .isEqualTo(whole);
            assertThat(translate(Translation.fromAnthropic(Dialect.COMMON).stream(true), CHUNKS, size))
                    .isEqualTo(back);
        }
    }

    @Test
    void blocksOpenAndCloseInTurn() {
        String events = new String(
                translate(Translation.fromAnthropic(Dialect.COMMON).stream(true), CHUNKS, 1 << 20),
                StandardCharsets.UTF_8);
        assertThat(events.lines().filter(line -> line.startsWith("event: ")).map(line -> line.substring(7)))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
    }

    @Test
    void cutStreamIsNotComplete() {
        StreamTranslation cut = Translation.fromOpenAi(7).stream(false);
        String half = MESSAGE_EVENTS.substring(0, MESSAGE_EVENTS.indexOf("event: message_delta"));
        assertThat(new String(translate(cut, half, 64), StandardCharsets.UTF_8)).doesNotContain("[DONE]");
        assertThat(cut.complete()).isFalse();
        StreamTranslation other = Translation.fromAnthropic(Dialect.COMMON).stream(false);
        translate(
                other,
                CHUNKS.substring(
                        0,
                        CHUNKS.indexOf(
                                "data: {\"id\":\"c1\",\"model\":\"gpt-x\",\"choices\":[{\"index\":0,\"delta\":{},")),
                64);
        assertThat(other.complete()).isFalse();
    }

    @Test
    void errorInMidStreamIsPassedOn() {
        String error =
                "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}\n\n";
        Reply reply = read(new OpenAiWire(), translate(Translation.fromOpenAi(7).stream(true), error, 64));
        assertThat(reply.error()).isNotNull();
        String other = "data: {\"error\":{\"message\":\"broke\"}}\n\n";
        reply = read(new AnthropicWire(), translate(Translation.fromAnthropic(Dialect.COMMON).stream(true), other, 64));
        assertThat(reply.error()).isNotNull();
    }

    @Test
    void wholeMessageBecomesCompletionAndBack() throws IOException {
        String message = """
                {"id":"m1","type":"message","role":"assistant","model":"claude-x","content":[{"type":"thinking","thinking":"hm"},
                 {"type":"text","text":"Look"},{"type":"tool_use","id":"t1","name":"f","input":{"x":1}}],
                 "stop_reason":"tool_use","stop_sequence":null,
                 "usage":{"input_tokens":10,"cache_creation_input_tokens":0,"cache_read_input_tokens":4,"output_tokens":21}}""";
        byte[] completion = Translation.fromOpenAi(7).response(message.getBytes(StandardCharsets.UTF_8));
        assertThat(WireJson.MAPPER.readTree(completion)).isEqualTo(WireJson.MAPPER.readTree("""
                                {"id":"m1","object":"chat.completion","created":7,"model":"claude-x","choices":[{"index":0,
                                 "message":{"role":"assistant","content":"Look","refusal":null,"tool_calls":[{"id":"t1","type":"function",
                                 "function":{"name":"f","arguments":"{\\"x\\":1}"}}]},"logprobs":null,"finish_reason":"tool_calls"}],
                                 "usage":{"prompt_tokens":14,"completion_tokens":21,"total_tokens":35,"prompt_tokens_details":{"cached_tokens":4}}}"""));
        JsonNode back = WireJson.MAPPER.readTree(
                Translation.fromAnthropic(Dialect.COMMON).response(completion));
        JsonNode original =
                WireJson.MAPPER.readTree(message.replace("{\"type\":\"thinking\",\"thinking\":\"hm\"},", ""));
        assertThat(back).isEqualTo(original);
    }

    private static byte[] translate(StreamTranslation stream, String events, int size) {
        byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length; from += size) {
            out.writeBytes(stream.feed(bytes, from, Math.min(size, bytes.length - from)));
        }
        out.writeBytes(stream.end());
        return out.toByteArray();
    }

    private static Reply read(ChatWire wire, byte[] events) {
        ReplyReader reader = wire.reader(Limits.DEFAULT);
        new SseParser(reader::event, 1 << 20).feed(events, 0, events.length);
        return reader.reply();
    }
}
