package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.config.proxy.ProxyConfig.Content;
import dev.routeproof.routing.evidence.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R32 and X13: JSON nobody should read, from callers and from providers; its processor time is measured by a script. */
@Faults
class HostileJsonTest {
    /** Beyond the body itself, its growing copy included, reading it may allocate little. */
    private static final long SPARE = 1 << 20;

    @Test
    void r32JsonNobodyShouldReadIsRefusedUnforwardedAndWithoutMuchAdo() throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().limits(Limiting.largeBodies()).inFrontOf(upstream)) {
            for (var hostile : HostileJson.bodies().entrySet()) {
                byte[] body = hostile.getValue();
                try (var caller = rig.caller()) {
                    long before = EventLoops.allocatedBytes();
                    caller.send("POST /v1/chat/completions HTTP/1.1\r\nHost: p\r\nContent-Length: " + body.length
                            + "\r\n\r\n");
                    var answer = caller.send(body).answer();
                    assertThat(answer.status()).as(hostile.getKey()).isEqualTo(400);
                    assertThat(answer.text()).as(hostile.getKey()).contains("invalid_request_error");
                    assertThat(EventLoops.allocatedBytes() - before)
                            .as("bytes allocated for %s of %,d", hostile.getKey(), body.length)
                            .isLessThan(8L * body.length + SPARE);
                }
            }
            assertThat(upstream.headBytes.get()).isZero();
            assertThat(rig.all(Event.class)).isEmpty();
        }
    }

    @Test
    void x13JsonNobodyShouldReadIsRelayedFromAProviderAndCostsOnlyTheLogItsAccuracy() throws Exception {
        for (String hostile : List.of(
                "{\"usage\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                "{\"usage\":{\"prompt_tokens\":1e999,\"completion_tokens\":-5}}",
                "{\"usage\":{\"prompt_tokens\":" + "9".repeat(5_000) + "}}",
                "{\"@class\":\"javax.script.ScriptEngineManager\",\"usage\":[\"java.net.URL\",\"http://127.0.0.1:9\"]}",
                "{\"choices\":[{\"message\":{\"content\":\"" + "y".repeat(500_000) + "\"}}]}",
                "{\"choices\":{\"choices\":7},\"choices\":[[[]]]}",
                "\u0000\ufeff{not json")) {
            try (var upstream = ScriptedUpstream.answering(Wire.json(hostile));
                    var rig = Rig.plan().content(Content.FULL).inFrontOf(upstream)) {
                var answer = rig.ask(false);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(hostile.getBytes(StandardCharsets.UTF_8));
                var outcome = rig.outcome();
                assertThat(outcome.status()).isEqualTo(Event.Status.COMPLETED);
                assertThat(outcome.inputTokens()).isBetween(0L, 1L << 31);
                assertThat(outcome.outputTokens()).isBetween(0L, 1L << 31);
            }
        }
    }
}
