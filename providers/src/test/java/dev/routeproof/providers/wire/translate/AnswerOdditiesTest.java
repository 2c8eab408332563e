package dev.routeproof.providers.wire.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.providers.wire.AnthropicWire;
import dev.routeproof.providers.wire.Dialect;
import dev.routeproof.providers.wire.Limits;
import dev.routeproof.providers.wire.MalformedReply;
import dev.routeproof.providers.wire.OpenAiWire;
import dev.routeproof.providers.wire.Reply;
import dev.routeproof.providers.wire.ReplyReader;
import dev.routeproof.providers.wire.SseParser;
import dev.routeproof.providers.wire.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers answer that is not in their wire's examples, as a client of the other wire must see it. */
class AnswerOdditiesTest {
    private static final String DONE = "data: [DONE]\n\n";

    private static String chunk(String delta) {
        return chunk(delta, "null");
    }

    private static String chunk(String delta, String reason) {
        return "data: {\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"finish_reason\":" + reason + "}]}\n\n";
    }

    private static String call(String place, String id, String name, String arguments) {
        return chunk(
                "{\"tool_calls\":[{" + place + "\"id\":\"" + id + "\",\"type\":\"function\",\"function\":{\"name\":\""
                        + name + "\",\"arguments\":" + WireJson.MAPPER.valueToTree(arguments) + "}}]}");
    }

    private static String event(String type, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + fields + "}\n\n";
    }

    private static byte[] translated(StreamTranslation stream, String events) {
        byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        out.writeBytes(stream.feed(bytes, 0, bytes.length));
        out.writeBytes(stream.end());
        return out.toByteArray();
    }

    private static Reply asMessage(String chunks) {
        return read(
                new AnthropicWire().reader(Limits.DEFAULT),
                translated(Translation.fromAnthropic(Dialect.COMMON).stream(false), chunks));
    }

    private static Reply read(ReplyReader reader, byte[] events) {
        new SseParser(reader::event, 1 << 20).feed(events, 0, events.length);
        return reader.reply();
    }

    private static JsonNode asMessageWhole(String completion) throws IOException {
        return WireJson.MAPPER.readTree(
                Translation.fromAnthropic(Dialect.COMMON).response(completion.getBytes(StandardCharsets.UTF_8)));
    }

    private static String completion(String message, String reason, String usage) {
        return "{\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":" + message
                + ",\"finish_reason\":\"" + reason + "\"}],\"usage\":" + usage + "}";
    }

    /** OpenAI itself says {@code stop} where the request named the function to call, others say it always. */
    @Test
    void anAnswerThatCallsAToolStopsForItWhateverItsReason() throws IOException {
        Reply reply = asMessage(call("\"index\":0,", "a", "f", "{}") + chunk("{}", "\"stop\"") + DONE);
        assertThat(reply.finishReason()).isEqualTo("tool_use");
        String message = "{\"content\":null,\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\","
                + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}";
        assertThat(asMessageWhole(completion(message, "stop", "{}"))
                        .path("stop_reason")
                        .asText())
                .isEqualTo("tool_use");
        assertThat(asMessageWhole(completion(message, "length", "{}"))
                        .path("stop_reason")
                        .asText())
                .isEqualTo("max_tokens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"index\":0,", ""})
    void parallelCallsThatAreNotNumberedStayApart(String place) {
        Reply reply = asMessage(call(place, "a", "f", "{\"x\":1}")
                + call(place, "b", "f", "")
                + chunk("{\"tool_calls\":[{" + place + "\"function\":{\"arguments\":\"{\\\"x\\\":2}\"}}]}")
                + chunk("{}", "\"tool_calls\"")
                + DONE);
        assertThat(reply.calls())
                .containsExactly(new Reply.Call("a", "f", "{\"x\":1}"), new Reply.Call("b", "f", "{\"x\":2}"));
    }

    @Test
    void aCallWhoseIdAndNameAreRepeatedIsOneCall() {
        Reply reply = asMessage(call("\"index\":0,", "a", "f", "{\"x\":")
                + call("\"index\":0,", "a", "f", "1}")
                + chunk("{}", "\"tool_calls\"")
                + DONE);
        assertThat(reply.calls()).containsExactly(new Reply.Call("a", "f", "{\"x\":1}"));
    }

    /** A block that is closed cannot be gone on with: arguments that belong elsewhere must not be read as these. */
    @Test
    void piecesOfACallThatIsOverBreakTheStreamOff() {
        String mixed = call("\"index\":0,", "a", "f", "{\"x\":")
                + call("\"index\":1,", "b", "f", "{\"x\":")
                + chunk("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"1}\"}}]}");
        assertThatThrownBy(() -> asMessage(mixed)).isInstanceOf(MalformedReply.class);
    }

    /** Mistral's reasoning models answer in parts. */
    @Test
    void textInPartsIsText() throws IOException {
        String parts = "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]},"
                + "{\"type\":\"text\",\"text\":\"Look\"}]}";
        assertThat(asMessage(chunk(parts) + chunk("{\"content\":\" here\"}", "\"stop\"") + DONE)
                        .text())
                .isEqualTo("Look here");
        assertThat(asMessageWhole(completion(parts, "stop", "{}"))
                        .at("/content/0/text")
                        .asText())
                .isEqualTo("Look");
    }

    /** Azure first tells what it thinks of the prompt, under no id. */
    @Test
    void aChunkBeforeTheAnswerDoesNotNameIt() {
        byte[] events = translated(
                Translation.fromAnthropic(Dialect.COMMON).stream(false),
                "data: {\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"prompt_filter_results\":[]}\n\n"
                        + chunk("{\"content\":\"Hi\"}", "\"stop\"") + DONE);
        assertThat(new String(events, StandardCharsets.UTF_8))
                .contains("\"id\":\"c1\"", "\"model\":\"m\"")
                .doesNotContain("\"id\":\"\"");
    }

    @Test
    void aStreamWithoutAnAnswerIsNone() {
        assertThatThrownBy(() -> asMessage(DONE)).isInstanceOf(MalformedReply.class);
    }

    @Test
    void thinkingBesideTheCompletionAndCachedInputAreCounted() throws IOException {
        // xAI counts reasoning in the total alone; DeepSeek has its own word for cached input.
        JsonNode usage = asMessageWhole(
                        completion(
                                "{\"content\":\"x\"}",
                                "stop",
                                "{\"prompt_tokens\":37,\"completion_tokens\":530,\"total_tokens\":800,"
                                        + "\"prompt_cache_hit_tokens\":30,\"completion_tokens_details\":{\"reasoning_tokens\":233}}"))
                .path("usage");
        assertThat(usage.path("output_tokens").asInt()).isEqualTo(763);
        assertThat(usage.path("cache_read_input_tokens").asInt()).isEqualTo(30);
        assertThat(usage.path("input_tokens").asInt()).isEqualTo(7);
    }

    /** OpenAI's clients parse the arguments; nothing at all is no JSON. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"x\":1}"})
    void aCallWhoseInputComesInNoPieceHasIt(String input) {
        byte[] chunks = translated(
                Translation.fromOpenAi(7).stream(false),
                event("message_start", ",\"message\":{\"id\":\"m1\",\"model\":\"c\"}")
                        + event(
                                "content_block_start",
                                ",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"now\",\"input\":"
                                        + input + "}")
                        + event(
                                "content_block_delta",
                                ",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"\"}")
                        + event("content_block_stop", ",\"index\":0")
                        + event("message_delta", ",\"delta\":{\"stop_reason\":\"tool_use\"}")
                        + event("message_stop", ""));
        assertThat(new String(chunks, StandardCharsets.UTF_8))
                .contains("\"function\":{\"arguments\":" + WireJson.MAPPER.valueToTree(input) + "}");
        assertThat(read(new OpenAiWire().reader(Limits.DEFAULT), chunks).calls())
                .containsExactly(new Reply.Call("a", "now", input));
    }
}
