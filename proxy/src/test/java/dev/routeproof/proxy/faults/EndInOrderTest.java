package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.evidence.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer was that came to its end in good HTTP. */
@Faults
class EndInOrderTest {
    private static final String FAILED = "data: {\"error\":{\"message\":\"" + Marks.ANSWER + "\",\"code\":500}}\n\n";

    /** vLLM ends a stream that failed with the word that nothing more follows. */
    @Test
    void aStreamThatEndsInAnErrorHasFailed() throws Exception {
        String stream = Wire.delta("half") + FAILED + "data: [DONE]\n\n";
        try (var upstream = ScriptedUpstream.answering(Wire.STREAM_HEAD + Wire.chunk(stream) + "0\r\n\r\n");
                var rig = Rig.plan().inFrontOf(upstream)) {
            var answer = rig.ask(true);
            assertThat(answer.text()).isEqualTo(stream);
            assertThat(answer.whole()).isTrue();
            assertThat(rig.outcome().status()).isEqualTo(Event.Status.FAILED);
            assertThat(rig.outcome().error()).isEqualTo("upstream_error");
        }
    }

    /** OpenRouter says 200 before it knows. */
    @Test
    void anErrorUnderStatus200HasFailed() throws Exception {
        String body = "{\"error\":{\"message\":\"Provider returned error\",\"code\":502}}";
        try (var upstream = ScriptedUpstream.answering(Wire.json(body));
                var rig = Rig.plan().inFrontOf(upstream)) {
            assertThat(rig.ask(false).text()).isEqualTo(body);
            assertThat(rig.outcome().error()).isEqualTo("upstream_error");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"finish_reason\":\"stop\"", "\"finish_reason\": \"length\""})
    void aStreamThatSaidWhyItEndsIsWholeWithoutTheLastWord(String reason) throws Exception {
        String stream = Wire.delta("all") + "data: {\"choices\":[{\"index\":0,\"delta\":{}," + reason + "}]}\n\n";
        try (var upstream = ScriptedUpstream.answering(Wire.STREAM_HEAD + Wire.chunk(stream) + "0\r\n\r\n");
                var rig = Rig.plan().inFrontOf(upstream)) {
            assertThat(rig.ask(true).text()).isEqualTo(stream);
            assertThat(rig.outcome().status()).isEqualTo(Event.Status.COMPLETED);
        }
    }

    @Test
    void aStreamThatSaidNeitherIsCutOff() throws Exception {
        String stream = Wire.delta("all");
        try (var upstream = ScriptedUpstream.answering(Wire.STREAM_HEAD + Wire.chunk(stream) + "0\r\n\r\n");
                var rig = Rig.plan().inFrontOf(upstream)) {
            rig.ask(true);
            assertThat(rig.outcome().error()).isEqualTo("upstream_truncated");
        }
    }
}
