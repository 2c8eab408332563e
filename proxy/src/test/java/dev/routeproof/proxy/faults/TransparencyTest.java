package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.config.proxy.ProxyConfig.Content;
import org.junit.jupiter.api.Test;

@Faults
class TransparencyTest {
    private static final String ANSWER = "{\"id\":\"1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            + "\"content\":\"" + Marks.ANSWER
            + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}";

    @Test
    void answerIsRelayedByteForByte() throws Exception {
        try (var upstream = ScriptedUpstream.answering(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Odd:  kept \r\n" + "Content-Length: "
                                + ANSWER.length() + "\r\n\r\n" + ANSWER);
                var rig = Rig.plan().content(Content.FULL).inFrontOf(upstream)) {
            var answer = rig.ask(false, "Authorization: Bearer " + Marks.KEY);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(ANSWER);
            assertThat(answer.header("x-odd")).isEqualTo("kept");
            assertThat(answer.header("x-routeproof-model")).isEqualTo("big");
            var sent = upstream.received.remove();
            assertThat(sent.head()).startsWith("POST /v1/chat/completions HTTP/1.1\r\n");
            assertThat(sent.header("authorization")).isEqualTo("Bearer " + Marks.KEY);
            assertThat(sent.text()).isEqualTo(Rig.BODY.replace("\"big\"", "\"big-wire\""));
            var outcome = rig.outcome();
            assertThat(outcome.inputTokens()).isEqualTo(9);
            assertThat(outcome.outputTokens()).isEqualTo(2);
            assertThat(outcome.answer()).isEqualTo(Marks.ANSWER);
        }
    }
}
