package dev.routeproof.proxy.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log keeps of answers as real servers write them. */
class AnswerReaderTest {
    private static final String EVENTS = "text/event-stream";
    private static final String LONG = "All work and no play. ".repeat(4_000);

    private final AnswerReader reader = new AnswerReader();

    private AnswerFacts read(String body, String type, boolean complete) {
        return read(body.getBytes(StandardCharsets.UTF_8), type, null, complete);
    }

    private AnswerFacts read(byte[] body, String type, @Nullable String encoding, boolean complete) {
        return reader.read(copy(body), type, encoding, complete, 7);
    }

    private static AnswerCopy copy(byte[] body) {
        var copy = AnswerCopy.sized(false);
        for (int from = 0; from < body.length; from += 4_096) {
            copy.add(Buffer.buffer(Arrays.copyOfRange(body, from, Math.min(body.length, from + 4_096))));
        }
        return copy;
    }

    private AnswerFacts whole(String body) {
        return read(body, "application/json", true);
    }

    private AnswerFacts streamed(String... data) {
        return read("data: " + String.join("\n\ndata: ", data) + "\n\n", EVENTS, true);
    }

    private static String usage(String usage) {
        return "{\"choices\":[],\"usage\":" + usage + "}";
    }

    /** A copy keeps 32 KiB of it; what an answer costs stands at its end. */
    @Test
    void aLongAnswerThatIsNoStreamHasTheTokensItReports() {
        var openAi = whole("{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"" + LONG
                + "\"},\"finish_reason\":\"length\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":20000}}");
        assertThat(openAi.usage()).isEqualTo("reported");
        assertThat(openAi.inputTokens()).isEqualTo(9);
        assertThat(openAi.outputTokens()).isEqualTo(20_000);
        assertThat(openAi.finishReason()).isEqualTo("length");
        var anthropic = whole(
                "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"" + LONG
                        + " \\\"usage\\\": {\\\"output_tokens\\\": 1}\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
                        + "\"usage\":{\"input_tokens\":5,\"cache_read_input_tokens\":4,\"cache_creation_input_tokens\":0,\"output_tokens\":20000}}");
        assertThat(anthropic.inputTokens()).isEqualTo(9);
        assertThat(anthropic.cachedTokens()).isEqualTo(4);
        assertThat(anthropic.outputTokens()).isEqualTo(20_000);
        assertThat(anthropic.finishReason()).isEqualTo("end_turn");
        var embeddings = whole("{\"object\":\"list\",\"data\":[{\"embedding\":[" + "0.01234,".repeat(9_000)
                + "0]}],\"model\":\"e\",\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}");
        assertThat(embeddings.usage()).isEqualTo("reported");
        assertThat(embeddings.inputTokens()).isEqualTo(8);
        assertThat(embeddings.outputTokens()).isZero();
    }

    /** Callers who do not ask for usage get none in a stream: what the model wrote is all there is to go by. */
    @Test
    void callsAndThinkingAreOutputWhereNothingIsReported() {
        String arguments = "x".repeat(396);
        var facts = streamed(
                "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"" + "t".repeat(400) + "\"}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"look\",\"arguments\":\""
                        + arguments + "\"}}]}}]}",
                "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"" + "o".repeat(400) + "\"}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"done\"},\"finish_reason\":\"stop\"}]}",
                "[DONE]");
        assertThat(facts.usage()).isEqualTo("estimated");
        assertThat(facts.text()).isEqualTo("done");
        assertThat(facts.outputTokens()).isEqualTo(301);
    }

    @Test
    void callsAndThinkingOfAnAnthropicStreamThatWasLeftAreOutput() {
        var facts = read(
                "data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}\n\n"
                        + "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\""
                        + "t".repeat(400) + "\"}}\n\n"
                        + "data: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\""
                        + "x".repeat(400) + "\"}}\n\n",
                EVENTS,
                false);
        assertThat(facts.usage()).isEqualTo("partial");
        assertThat(facts.outputTokens()).isEqualTo(200);
        assertThat(facts.text()).isEmpty();
    }

    /** OpenAI's responses call every piece a delta. */
    @Test
    void onlyTheTextOfResponsesIsText() {
        var facts = streamed(
                "{\"type\":\"response.reasoning_summary_text.delta\",\"delta\":\"Thinking of it\"}",
                "{\"type\":\"response.function_call_arguments.delta\",\"delta\":\"{}\"}",
                "{\"type\":\"response.output_text.delta\",\"delta\":\"Paris\"}",
                "{\"delta\":\".\",\"type\":\"response.output_text.delta\"}",
                "{\"delta\":\"no\",\"type\":\"response.refusal.delta\"}",
                "{\"type\":\"response.incomplete\",\"response\":{\"incomplete_details\":{\"reason\":\"max_output_tokens\"},"
                        + "\"usage\":{\"input_tokens\":9,\"output_tokens\":30,\"total_tokens\":39}}}");
        assertThat(facts.text()).isEqualTo("Paris.");
        assertThat(facts.outputTokens()).isEqualTo(30);
        assertThat(facts.finishReason()).isEqualTo("max_output_tokens");
    }

    @Test
    void textInPartsIsText() {
        var facts = streamed(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]},"
                        + "{\"type\":\"text\",\"text\":\"Look\"}]}}]}",
                "[DONE]");
        assertThat(facts.text()).isEqualTo("Look");
    }

    /** Anthropic documents these counts of its last event as a number or null. */
    @Test
    void nullInALaterEventKeepsWhatAnEarlierOneSaid() {
        var facts = streamed(
                "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":100,\"cache_read_input_tokens\":40,"
                        + "\"cache_creation_input_tokens\":10,\"output_tokens\":1}}}",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"input_tokens\":null,"
                        + "\"cache_read_input_tokens\":null,\"cache_creation_input_tokens\":null,\"output_tokens\":20}}",
                "{\"type\":\"message_stop\"}");
        assertThat(facts.inputTokens()).isEqualTo(150);
        assertThat(facts.cachedTokens()).isEqualTo(40);
        assertThat(facts.outputTokens()).isEqualTo(20);
        var again = streamed(
                "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":100,\"output_tokens\":1}}}",
                "{\"type\":\"message_delta\",\"usage\":{\"cache_read_input_tokens\":40,\"output_tokens\":20}}");
        assertThat(again.inputTokens()).isEqualTo(140);
    }

    @Test
    void tokensAreFoundWhereCompatibleServersPutThem() {
        var deepSeek = streamed(usage(
                "{\"prompt_tokens\":90,\"completion_tokens\":2,\"total_tokens\":92,\"prompt_cache_hit_tokens\":64}"));
        assertThat(deepSeek.cachedTokens()).isEqualTo(64);
        var groq = streamed(
                "{\"choices\":[],\"x_groq\":{\"id\":\"r\",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}}");
        assertThat(groq.usage()).isEqualTo("reported");
        assertThat(groq.inputTokens()).isEqualTo(3);
        var xai = streamed(usage("{\"prompt_tokens\":37,\"completion_tokens\":530,\"total_tokens\":800}"));
        assertThat(xai.outputTokens()).isEqualTo(763);
        // LiteLLM adds Anthropic's words to a count that holds them already.
        var liteLlm = streamed(usage(
                "{\"prompt_tokens\":150,\"completion_tokens\":20,\"total_tokens\":170,\"cache_read_input_tokens\":40,"
                        + "\"cache_creation_input_tokens\":10}"));
        assertThat(liteLlm.inputTokens()).isEqualTo(150);
        assertThat(liteLlm.cachedTokens()).isEqualTo(40);
    }

    @Test
    void aPackedStreamLeftInTheMiddleIsReadAsFarAsItCame() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed, true)) {
            gzip.write("data: {\"choices\":[{\"delta\":{\"content\":\"12345678\"}}]}\n\n"
                    .getBytes(StandardCharsets.UTF_8));
            gzip.flush();
            byte[] sofar = packed.toByteArray();
            assertThat(read(sofar, EVENTS, "gzip", false).outputTokens()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"the engine broke\",\"code\":500}}",
                "{\"id\":\"c\",\"error\":{\"code\":502},\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}",
                "{\"type\":\"error\",\"code\":\"server_error\",\"message\":\"m\"}",
                "{\"type\":\"response.failed\",\"response\":{\"id\":\"r\",\"status\":\"failed\",\"error\":{\"code\":\"server_error\"}}}"
            })
    void aStreamMayEndInOrderAndHaveFailed(String last) {
        String before = "data: {\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\n";
        assertThat(copy((before + "data: " + last + "\n\ndata: [DONE]\n\n").getBytes(StandardCharsets.UTF_8))
                        .saysFailed(true))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"delta\":{\"content\":\"say {\\\"error\\\":{}}\"}}]}",
                "{\"choices\":[],\"error\":null,\"usage\":{\"prompt_tokens\":1}}",
                "{\"type\":\"response.completed\",\"response\":{\"id\":\"r\",\"error\":null,\"status\":\"completed\"}}"
            })
    void aStreamThatSpeaksOfErrorsHasNotFailed(String last) {
        byte[] bytes = ("data: " + last + "\n\ndata: [DONE]\n\n").getBytes(StandardCharsets.UTF_8);
        assertThat(copy(bytes).saysFailed(true)).isFalse();
    }

    @Test
    void parallelCallsThatAreNotNumberedStayApart() {
        String one =
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"x\\\":1}\"}}]}}]}";
        String again = one.replace("1}", "").replace("\"a\"", "\"b\"");
        String rest =
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"2}\"}}]}}]}";
        byte[] bytes =
                ("data: " + one + "\n\ndata: " + again + "\n\ndata: " + rest + "\n\n").getBytes(StandardCharsets.UTF_8);
        assertThat(ToolCalls.of(copy(bytes), EVENTS))
                .containsExactly(new ToolCalls.Call("f", "{\"x\":1}"), new ToolCalls.Call("f", "{\"x\":2}"));
    }
}
