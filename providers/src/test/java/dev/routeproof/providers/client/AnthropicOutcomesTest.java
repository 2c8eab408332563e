package dev.routeproof.providers.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.providers.client.Outcome.Cause;
import dev.routeproof.providers.sandbox.FaultScript;
import dev.routeproof.providers.sandbox.Faults;
import dev.routeproof.providers.wire.WireJson;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.Prompt.Message;
import dev.routeproof.routing.classify.Prompt.Role;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AnthropicOutcomesTest {
    private static final String START =
            event("{\"type\":\"message_start\",\"message\":{\"model\":\"claude-x\",\"usage\":{\"input_tokens\":10,"
                    + "\"cache_read_input_tokens\":5,\"cache_creation_input_tokens\":2,\"output_tokens\":1}}}");
    private static final String STOP = event("{\"type\":\"message_stop\"}");

    private static String event(String data) {
        String type = data.substring(9, data.indexOf('"', 9));
        return "event: " + type + "\ndata: " + data + "\n\n";
    }

    private static String text(String text) {
        return event("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
                + text + "\"}}");
    }

    private static String reason(String reason) {
        return event("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason
                + "\"},\"usage\":{\"output_tokens\":8}}");
    }

    @Test
    void streamedAnswerIsCompleteAndCachedTokensArePartOfTheInput() {
        Outcome outcome =
                outcome(START + event("{\"type\":\"ping\"}") + text("Par") + text("is") + reason("end_turn") + STOP);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Completed.class, completed -> {
            assertThat(completed.answer().text()).isEqualTo("Paris");
            assertThat(completed.answer().servedModel()).isEqualTo("claude-x");
            assertThat(completed.answer().usage()).isEqualTo(new Usage(17, 5, 8, 0, Usage.Source.REPORTED));
            assertThat(completed.answer().timing().firstToken()).isNotNull();
        });
    }

    @Test
    void toolUseIsAssembled() {
        String use = event("{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"tool_use\","
                + "\"id\":\"t1\",\"name\":\"weather\",\"input\":{}}}");
        String half =
                "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":";
        Outcome outcome = outcome(START
                + use
                + event(half + "\"{\\\"city\\\":\"}}")
                + event(half + "\"\\\"Rome\\\"}\"}}")
                + reason("tool_use")
                + STOP);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Completed.class,
                        completed -> assertThat(completed.answer().toolCalls())
                                .containsExactly(new Answer.ToolCall("weather", "{\"city\":\"Rome\"}")));
    }

    @Test
    void reasonsOfTheEndBecomeOutcomes() {
        assertThat(outcome(START + text("x") + reason("refusal") + STOP)).isInstanceOf(Outcome.Refused.class);
        assertThat(outcome(START + text("x") + reason("max_tokens") + STOP)).isInstanceOf(Outcome.Truncated.class);
        assertThat(outcome(START + text("x") + reason("model_context_window_exceeded") + STOP))
                .isInstanceOf(Outcome.Truncated.class);
        assertFailed(outcome(START + reason("end_turn") + STOP), Cause.EMPTY_ANSWER);
        assertFailed(outcome(START + text("half")), Cause.CUT_STREAM);
    }

    @Test
    void errorEventsBecomeFailures() {
        String overloaded =
                "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n";
        assertFailed(outcome(START + text("half") + overloaded), Cause.RATE_LIMITED);
        FaultScript busy = Faults.raw(
                529,
                "application/json",
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}");
        try (var scripted = Scripted.anthropic(busy)) {
            assertFailed(scripted.ask("hi"), Cause.RATE_LIMITED);
        }
    }

    @Test
    void wholeAnswerIsReadToo() {
        FaultScript whole = Faults.raw(
                200,
                "application/json",
                "{\"type\":\"message\",\"model\":\"claude-x\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\"},"
                        + "{\"type\":\"text\",\"text\":\"Paris\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}");
        try (var scripted = Scripted.anthropic(whole)) {
            assertThat(scripted.ask("hi"))
                    .isInstanceOfSatisfying(
                            Outcome.Completed.class,
                            completed -> assertThat(completed.answer().text()).isEqualTo("Paris"));
        }
    }

    @Test
    void requestSplitsTheSystemTextOutAndNamesItsVersion() throws IOException {
        try (var scripted = Scripted.anthropic(Faults.stream(START + text("ok") + reason("end_turn") + STOP))) {
            ChatCall call = scripted.call("unused");
            var prompt = new Prompt(
                    List.of(new Message(Role.SYSTEM, "Be brief."), new Message(Role.USER, "Hi")), true, false);
            var tool = WireJson.MAPPER.readTree(
                    "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\",\"parameters\":{\"type\":\"object\"}}}");
            scripted.client().call(new ChatCall(call.model(), prompt, List.of(tool), null, null, 0, null));
            var request = scripted.lastRequest();
            assertThat(request.path()).isEqualTo("/v1/messages");
            assertThat(request.header("x-api-key")).isEqualTo(Scripted.KEY);
            assertThat(request.header("anthropic-version")).isEqualTo("2023-06-01");
            assertThat(WireJson.MAPPER.readTree(request.body())).isEqualTo(WireJson.MAPPER.readTree("""
                                    {"model":"scripted","max_tokens":4096,"system":"Be brief.","messages":[{"role":"user","content":"Hi"}],
                                     "tools":[{"name":"f","description":"d","input_schema":{"type":"object"}}],"stream":true}"""));
        }
    }

    private static Outcome outcome(String events) {
        try (var scripted = Scripted.anthropic(Faults.stream(events))) {
            return scripted.ask("What is the capital of France?");
        }
    }

    private static void assertFailed(Outcome outcome, Cause cause) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause()).isEqualTo(cause));
    }
}
