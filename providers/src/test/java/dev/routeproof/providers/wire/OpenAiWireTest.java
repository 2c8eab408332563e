package dev.routeproof.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.Prompt.Message;
import dev.routeproof.routing.classify.Prompt.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenAiWireTest {
    private final OpenAiWire wire = new OpenAiWire();

    @Test
    void requestHoldsTheConversationAndAsksForUsage() throws IOException {
        var prompt = new Prompt(
                List.of(new Message(Role.SYSTEM, "Be brief."), new Message(Role.USER, "Hi \"you\"")), true, false);
        JsonNode tool = WireJson.MAPPER.readTree("{\"type\":\"function\",\"function\":{\"name\":\"f\"}}");
        JsonNode body = encode(new Ask("m", prompt, List.of(tool), 50, 0.0, null), Dialect.COMMON);
        assertThat(body).isEqualTo(WireJson.MAPPER.readTree("""
                                {"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi \\"you\\""}],
                                 "tools":[{"type":"function","function":{"name":"f"}}],"max_tokens":50,"temperature":0.0,
                                 "stream":true,"stream_options":{"include_usage":true}}"""));
    }

    @Test
    void resultOfAToolGoesToRealServersAsTheUsersWords() throws IOException {
        var prompt = new Prompt(List.of(new Message(Role.TOOL, "42")), true, false);
        var ask = new Ask("m", prompt, List.of(), null, null, null);
        assertThat(encode(ask, Dialect.COMMON).at("/messages/0/role").asText()).isEqualTo("user");
        assertThat(encode(ask, Dialect.SANDBOX).at("/messages/0/role").asText()).isEqualTo("tool");
    }

    @Test
    void endpointStandsBelowTheBaseUrl() {
        assertThat(wire.endpoint(URI.create("https://api.groq.com/openai/v1/")))
                .isEqualTo(URI.create("https://api.groq.com/openai/v1/chat/completions"));
        assertThat(wire.endpoint(URI.create("http://localhost:1/v1?api-version=2")))
                .isEqualTo(URI.create("http://localhost:1/v1/chat/completions?api-version=2"));
    }

    @Test
    void toolCallsAreAssembledFromTheirPieces() {
        Reply reply = read(
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"one\",\"arguments\":\"{\\\"x\\\"\"}}]}}]}",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"two\"}}]}}]}",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":1}\"}}]}}]}",
                "{\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}");
        assertThat(reply.calls())
                .containsExactly(new Reply.Call("a", "one", "{\"x\":1}"), new Reply.Call("b", "two", "{}"));
    }

    @Test
    void parallelCallsWithTheSameIndexStayApart() {
        Reply reply = read(
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                        + "{\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}}]}");
        assertThat(reply.calls()).extracting(Reply.Call::id).containsExactly("a", "b");
    }

    @Test
    void argumentsSentAsAnObjectAreTaken() {
        Reply reply = read(
                "{\"choices\":[{\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{\"x\":1}}}]}}]}");
        assertThat(reply.calls()).containsExactly(new Reply.Call("", "f", "{\"x\":1}"));
    }

    @Test
    void reasoningIsCountedAndNotAnswered() {
        Reply reply = read(
                "{\"choices\":[{\"delta\":{\"reasoning_content\":\"let me think\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"no\"}]},{\"type\":\"text\",\"text\":\"42\"}]}}]}");
        assertThat(reply.text()).isEqualTo("42");
        assertThat(reply.hiddenChars()).isEqualTo(12);
    }

    @Test
    void groqAndDeepSeekUsageIsFound() {
        assertThat(read("{\"x_groq\":{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}}")
                        .counts())
                .isEqualTo(new Reply.Counts(3, 0, 2, 0));
        assertThat(read("{\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"prompt_cache_hit_tokens\":4}}")
                        .counts())
                .isEqualTo(new Reply.Counts(9, 4, 2, 0));
    }

    /** xAI, and Gemini without the details. */
    @Test
    void thinkingCountedInTheTotalAloneIsOutput() {
        assertThat(read("{\"usage\":{\"prompt_tokens\":37,\"completion_tokens\":530,\"total_tokens\":800,"
                                + "\"completion_tokens_details\":{\"reasoning_tokens\":233}}}")
                        .counts())
                .isEqualTo(new Reply.Counts(37, 0, 763, 233));
        assertThat(read("{\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":198,\"total_tokens\":623}}")
                        .counts())
                .isEqualTo(new Reply.Counts(20, 0, 603, 0));
    }

    @Test
    void valuesOfUnexpectedTypesAreAbsent() {
        Reply reply = read(
                "{\"model\":[1],\"usage\":\"many\",\"choices\":[{\"delta\":{\"content\":{\"a\":1},\"tool_calls\":7},"
                        + "\"finish_reason\":null},{\"delta\":{\"content\":\"second choice\"}}],\"created\":1e999}");
        assertThat(reply.text()).isEmpty();
        assertThat(reply.counts()).isNull();
        assertThat(reply.servedModel()).isNull();
    }

    private JsonNode encode(Ask ask, Dialect dialect) throws IOException {
        return WireJson.MAPPER.readTree(wire.encode(ask, dialect));
    }

    private Reply read(String... events) {
        ReplyReader reader = wire.reader(Limits.DEFAULT);
        for (String event : events) {
            byte[] data = event.getBytes(StandardCharsets.UTF_8);
            reader.event("", data, data.length);
        }
        return reader.reply();
    }
}
