package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.evidence.Event;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cheap model first, and a better one where its answer is doubted. */
@Faults
class EscalationTest {
    private static final String UNSURE = Wire.json(Wire.completion("I'm not sure."), "Request-Id: cheap");
    private static final String SURE = Wire.json(Wire.completion("Certainly: Paris."));
    private static final String MESSAGE =
            "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"c\",\"content\":"
                    + "[{\"type\":\"text\",\"text\":\"It is hard to say.\"}],\"stop_reason\":\"end_turn\","
                    + "\"usage\":{\"input_tokens\":9,\"output_tokens\":2}}";

    private static String ask(String more) {
        return "{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"" + Marks.PROMPT + "\"}]" + more
                + "}";
    }

    /** {@code small} answers first, {@code large} where that is doubted. */
    private static CandidateArm arm(ScriptedUpstream cheap, String wire, ScriptedUpstream better, String escalate)
            throws Exception {
        return new CandidateArm(
                """
                providers:
                  one: {wire: %s, base_url: '%s'}
                  two: {wire: openai, base_url: '%s'}
                models:
                  - {id: large, provider: two, name: large-wire, tier: large, input: 10, output: 20, context: 128000}
                  - {id: small, provider: one, name: small-wire, tier: small, input: 1, output: 2, context: 128000}
                """.formatted(wire, cheap.baseUrl(), better.baseUrl()),
                """
                id: next
                default: small
                routes: {}
                """,
                "large",
                "escalate: " + escalate + "\n",
                Rig.SHORT);
    }

    private static Money sum(Event.Outcome outcome) {
        return outcome.attempts().stream()
                .map(Event.Attempt::cost)
                .filter(Objects::nonNull)
                .reduce(Money.ZERO, Money::plus);
    }

    @Test
    void aDoubtedAnswerIsReplacedByThatOfTheBetterModelAndBothArePaid() throws Exception {
        try (var cheap = ScriptedUpstream.answering(UNSURE);
                var better = ScriptedUpstream.answering(SURE);
                var arm = arm(cheap, "openai", better, "{to: large}")) {
            var answer = arm.ask("/v1/chat/completions", ask(""), "Accept-Encoding: gzip");
            assertThat(answer.text()).isEqualTo(Wire.completion("Certainly: Paris."));
            assertThat(answer.header("x-routeproof-model")).isEqualTo("large");
            assertThat(answer.header("x-routeproof-reason")).contains("escalated to large", "it says");
            assertThat(cheap.received.remove().header("accept-encoding")).isEqualTo("identity");
            assertThat(better.received.remove().text()).contains("large-wire");
            var outcome = arm.rig.outcome();
            assertThat(outcome.attempts()).extracting(Event.Attempt::model).containsExactly("small", "large");
            assertThat(outcome.attempts()).extracting(Event.Attempt::status).containsExactly("escalated", "200");
            // 9 tokens in and 2 out, at 1 and 2 USD per million, then at 10 and 20.
            assertThat(outcome.attempts())
                    .extracting(Event.Attempt::cost)
                    .containsExactly(new Money(13_000), new Money(130_000));
            assertThat(outcome.cost()).isEqualTo(new Money(143_000));
            assertThat(outcome.servedModel()).isEqualTo("large");
            assertThat(arm.rig.all(Event.Decision.class).getFirst().reason()).contains("escalated to large");
            assertThat(arm.rig.proxy.metrics().escalated.sum()).isEqualTo(1);
        }
    }

    @Test
    void aBelievedAnswerIsRelayedByteForByte() throws Exception {
        try (var cheap = ScriptedUpstream.answering(SURE);
                var better = ScriptedUpstream.answering(SURE);
                var arm = arm(cheap, "openai", better, "{to: large}")) {
            var answer = arm.ask("/v1/chat/completions", ask(""));
            assertThat(answer.text()).isEqualTo(Wire.completion("Certainly: Paris."));
            assertThat(answer.header("x-routeproof-model")).isEqualTo("small");
            assertThat(better.received).isEmpty();
            assertThat(arm.rig.outcome().cost()).isEqualTo(new Money(13_000));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"503", "400", "closed"})
    void whereTheBetterModelFailsTheDoubtedAnswerIsServed(String how) throws Exception {
        try (var cheap = ScriptedUpstream.answering(UNSURE);
                var better = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    if (how.equals("closed")) {
                        peer.socket().close();
                    } else {
                        peer.send(Wire.json(Integer.parseInt(how), "{}"));
                    }
                });
                var arm = arm(cheap, "openai", better, "{to: large}")) {
            var answer = arm.ask("/v1/chat/completions", ask(""));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(Wire.completion("I'm not sure."));
            assertThat(answer.header("request-id")).isEqualTo("cheap");
            assertThat(answer.header("x-routeproof-model")).isEqualTo("small");
            var outcome = arm.rig.outcome();
            assertThat(outcome.status()).isEqualTo(Event.Status.COMPLETED);
            assertThat(outcome.servedModel()).isEqualTo("small");
            assertThat(outcome.outputTokens()).isEqualTo(2);
            assertThat(outcome.attempts())
                    .extracting(Event.Attempt::status)
                    .containsExactly("200", how.equals("closed") ? "upstream_closed" : how);
            assertThat(outcome.cost()).isEqualTo(new Money(13_000)).isEqualTo(sum(outcome));
        }
    }

    @Test
    void anAnswerAcrossWiresIsWeighedInTheCallersWords() throws Exception {
        try (var cheap = ScriptedUpstream.answering(Wire.json(MESSAGE));
                var better = ScriptedUpstream.answering(SURE);
                var arm = arm(cheap, "anthropic", better, "{to: large}")) {
            var answer = arm.ask("/v1/chat/completions", ask(""));
            assertThat(answer.text()).isEqualTo(Wire.completion("Certainly: Paris."));
            assertThat(arm.rig.outcome().cost()).isEqualTo(new Money(143_000));
        }
    }

    /** Thinking stands before the text of an answer and is no part of it. */
    @Test
    void anAnswerAfterThinkingIsWeighedByItsText() throws Exception {
        String thought = MESSAGE.replace("[{", "[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"},{");
        try (var cheap = ScriptedUpstream.answering(Wire.json(thought));
                var better = ScriptedUpstream.answering(SURE);
                var arm = arm(cheap, "anthropic", better, "{to: large}")) {
            var answer = arm.ask("/v1/messages", ask(",\"max_tokens\":50"));
            assertThat(answer.header("x-routeproof-model")).isEqualTo("large");
            assertThat(answer.text()).contains("Certainly: Paris.");
        }
    }

    @Test
    void streamsToolCallsAndLongAnswersAreNotHeldBack() throws Exception {
        String called = Wire.json(
                Wire.completion("I'm not sure.").replace("\"role\"", "\"tool_calls\":[{\"id\":\"c\"}],\"role\""));
        String stream = Wire.STREAM_HEAD + Wire.chunk(Wire.delta("I'm not sure.")) + Wire.chunk("data: [DONE]\n\n")
                + "0\r\n\r\n";
        String endless = Wire.json(Wire.completion("I'm not sure. ".repeat(30_000)));
        for (String said : new String[] {called, stream, endless}) {
            try (var cheap = ScriptedUpstream.answering(said);
                    var better = ScriptedUpstream.answering(SURE);
                    var arm = arm(cheap, "openai", better, "{to: large, shorter_than: 5}")) {
                var answer = arm.ask("/v1/chat/completions", ask(said.equals(stream) ? ",\"stream\":true" : ""));
                assertThat(answer.whole()).isTrue();
                assertThat(answer.header("x-routeproof-model")).isEqualTo("small");
                assertThat(better.received).isEmpty();
                assertThat(arm.rig.outcome().status()).isEqualTo(Event.Status.COMPLETED);
            }
        }
    }

    @Test
    void anEscalationThatIsNoStepUpNeverHappens() throws Exception {
        try (var cheap = ScriptedUpstream.answering(UNSURE);
                var better = ScriptedUpstream.answering(UNSURE);
                var arm = arm(cheap, "openai", better, "{to: small, shorter_than: 5000}")) {
            assertThat(arm.ask("/v1/chat/completions", ask("")).header("x-routeproof-model"))
                    .isEqualTo("small");
            assertThat(arm.rig.outcome().attempts()).hasSize(1);
        }
    }
}
