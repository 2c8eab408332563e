package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.config.proxy.ProxyConfig.Content;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** X7: what the log keeps of prompts and answers is what the policy says. */
@Faults
class ContentPolicyTest {
    private static final String PROMPT = Marks.PROMPT + " write to anna@example.org with key sk-0123456789abcdef";

    @ParameterizedTest
    @EnumSource(Content.class)
    void theLogKeepsOfPromptAndAnswerWhatThePolicySays(Content policy) throws Exception {
        String body = Rig.BODY.replace(Marks.PROMPT, PROMPT);
        try (var upstream = ScriptedUpstream.answering(
                        Wire.json(Wire.completion(Marks.ANSWER + " call +49 30 1234567 now")));
                var rig = Rig.plan().content(policy).inFrontOf(upstream);
                var caller = rig.caller()) {
            assertThat(caller.send(RawCaller.post("/v1/chat/completions", body))
                            .answer()
                            .status())
                    .isEqualTo(200);
            var outcome = rig.outcome();
            var decision = rig.all(Event.Decision.class).getFirst();
            switch (policy) {
                case NONE -> {
                    assertThat(decision.promptHash()).isNull();
                    assertThat(decision.content()).isNull();
                    assertThat(outcome.answer()).isNull();
                }
                case HASH -> {
                    assertThat(decision.promptHash()).matches("[0-9a-f]{32}");
                    assertThat(decision.content()).isNull();
                    assertThat(outcome.answer()).isNull();
                }
                case REDACTED -> {
                    assertThat(decision.promptHash()).isNotNull();
                    assertThat(decision.content())
                            .contains("write to [redacted] with key [redacted]")
                            .doesNotContain("anna")
                            .doesNotContain("sk-0123");
                    assertThat(outcome.answer()).isEqualTo(Marks.ANSWER + " call [redacted] now");
                }
                case FULL -> {
                    assertThat(decision.content()).isEqualTo(body);
                    assertThat(outcome.answer()).isEqualTo(Marks.ANSWER + " call +49 30 1234567 now");
                }
            }
        }
    }

    @Test
    void whoHasTheLogButNotTheKeyFindsNoneOfTenThousandKnownPrompts() throws Exception {
        var ours = new KeyedHash("this installation's own secret".getBytes(StandardCharsets.UTF_8));
        var other = new KeyedHash("some other installation's secret".getBytes(StandardCharsets.UTF_8));
        Set<String> logged = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            logged.add(ours.hex(prompt(i)));
        }
        assertThat(logged).hasSize(10_000);
        int found = 0;
        for (int i = 0; i < 10_000; i++) {
            for (String algorithm : new String[] {"SHA-256", "SHA-1", "MD5"}) {
                byte[] hash = MessageDigest.getInstance(algorithm).digest(prompt(i));
                found += logged.contains(HexFormat.of().formatHex(hash, 0, 16)) ? 1 : 0;
            }
            found += logged.contains(other.hex(prompt(i))) ? 1 : 0;
        }
        assertThat(found).isZero();
    }

    private static byte[] prompt(int i) {
        return ("What is " + i + " times " + i % 77 + "?").getBytes(StandardCharsets.UTF_8);
    }
}
