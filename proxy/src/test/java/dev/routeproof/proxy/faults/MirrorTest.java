package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.proxy.mirror.Drop;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.config.proxy.ProxyConfig.Content;
import dev.routeproof.routing.evidence.Event;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is executed on the candidate's model too, in which words, with whose key, and what is written down of it. */
class MirrorTest {
    private static final String ASK =
            "{\"model\":\"big\",\"max_tokens\":7,%s\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String MESSAGE = "{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"c\","
            + "\"content\":[{\"type\":\"text\",\"text\":\" " + Marks.ANSWER + "\\n\"}],\"stop_reason\":\"end_turn\","
            + "\"usage\":{\"input_tokens\":1000,\"output_tokens\":2000}}";
    private static final String CALLS =
            "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,"
                    + "\"tool_calls\":[{\"id\":\"t1\",\"type\":\"function\",\"function\":{\"name\":\"pay\",\"arguments\":\"{\\\"eur\\\":5}\"}}]},"
                    + "\"finish_reason\":\"tool_calls\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}";

    private static com.fasterxml.jackson.databind.JsonNode json(String text) throws Exception {
        return JsonMapper.builder().build().readTree(text);
    }

    @Test
    void theRequestGoesToTheCandidatesModelAfterTheCallersAnswerIsOver() throws Exception {
        var go = new CountDownLatch(1);
        try (var live = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    peer.send(Wire.STREAM_HEAD + Wire.chunk(Wire.delta("Hello")));
                    go.await();
                    peer.send(Wire.chunk("data: [DONE]\n\n") + "0\r\n\r\n");
                });
                var cheap = ScriptedUpstream.answering(Wire.good(false));
                var proxy = MirrorRig.with().between(live, cheap);
                var caller = proxy.rig.caller()) {
            caller.send(RawCaller.post("/v1/chat/completions", Rig.STREAM_BODY));
            Rig.until(
                    "the candidate has decided",
                    () -> !proxy.rig.all(Event.Decision.class).isEmpty());
            assertThat(cheap.received).as("the caller is still being answered").isEmpty();
            go.countDown();
            assertThat(caller.answer().whole()).isTrue();
            proxy.mirrored();
            assertThat(cheap.received).hasSize(1);
        }
    }

    @Test
    void onlyTheModelsNameAndTheKeyAreAnother() throws Exception {
        String body = ASK.formatted("\"temperature\":0.10, ");
        try (var live = ScriptedUpstream.answering(Wire.good(false));
                var cheap = ScriptedUpstream.answering(Wire.json(Wire.completion(Marks.ANSWER)));
                var proxy = MirrorRig.with().between(live, cheap)) {
            var answer = proxy.ask(
                    "/v1/chat/completions",
                    body,
                    "Authorization: Bearer sk-the-caller-s-own",
                    "Idempotency-Key: once",
                    "OpenAI-Organization: org-1");
            assertThat(answer.text()).isEqualTo(Wire.completion(Marks.ANSWER));
            var mirror = proxy.mirrored();
            var sent = cheap.received.remove();
            assertThat(sent.text()).isEqualTo(body.replace("\"big\"", "\"small-wire\""));
            assertThat(sent.header("authorization")).isEqualTo("Bearer " + MirrorRig.OUR_KEY);
            assertThat(sent.head()).doesNotContain("caller-s-own", "Idempotency", "idempotency", "org-1");
            assertThat(mirror.requestId()).isEqualTo(answer.header("x-routeproof-request-id"));
            assertThat(mirror.candidate()).isEqualTo("next");
            assertThat(mirror.model()).isEqualTo("small");
            assertThat(mirror.status()).isEqualTo(Event.Status.COMPLETED);
            assertThat(mirror.error()).isNull();
            assertThat(mirror.inputTokens()).isEqualTo(9);
            assertThat(mirror.outputTokens()).isEqualTo(2);
            assertThat(mirror.cost()).isEqualTo(new Money(13_000));
            assertThat(mirror.counted()).isEqualTo(new Money(13_000));
            assertThat(mirror.finishReason()).isEqualTo("stop");
            assertThat(mirror.latencyMillis()).isGreaterThanOrEqualTo(mirror.firstTokenMillis());
            assertThat(mirror.sameAnswer()).isTrue();
            assertThat(mirror.answer()).isEqualTo(Marks.ANSWER);
            assertThat(proxy.rig.outcome().cost())
                    .as("the caller pays for one answer")
                    .isEqualTo(new Money(13_000));
            assertThat(proxy.rig.proxy.mirror().spentToday()).isEqualTo(new Money(13_000));
            Rig.until(
                    "the end is counted",
                    () -> proxy.rig
                            .proxy
                            .metrics()
                            .text()
                            .contains("routeproof_mirror_calls_total{status=\"completed\"} 1\n"));
            assertThat(proxy.rig.proxy.metrics().text()).contains("routeproof_mirror_spent_micro_usd 13\n");
        }
    }

    @Test
    void aStreamIsMirroredAsAStreamThatTellsItsTokens() throws Exception {
        String usage = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":40}}\n\n";
        try (var live = ScriptedUpstream.answering(Wire.good(true));
                var cheap = ScriptedUpstream.answering(Wire.STREAM_HEAD + Wire.chunk(Wire.delta("Hel"))
                        + Wire.chunk(Wire.delta("p") + usage) + Wire.chunk("data: [DONE]\n\n") + "0\r\n\r\n");
                var proxy = MirrorRig.with().between(live, cheap)) {
            proxy.ask(true);
            var mirror = proxy.mirrored();
            var sent = json(cheap.received.remove().text());
            assertThat(sent.path("stream").asBoolean()).isTrue();
            assertThat(sent.at("/stream_options/include_usage").asBoolean()).isTrue();
            assertThat(live.received.remove().text()).doesNotContain("stream_options");
            assertThat(mirror.status()).isEqualTo(Event.Status.COMPLETED);
            assertThat(mirror.stream()).isTrue();
            assertThat(mirror.usage()).isEqualTo("reported");
            assertThat(mirror.outputTokens()).isEqualTo(40);
            assertThat(mirror.answer()).isEqualTo("Help");
            assertThat(mirror.sameAnswer()).isFalse();
        }
    }

    @Test
    void aModelOfTheOtherWireGetsItsOwnWords() throws Exception {
        try (var live = ScriptedUpstream.answering(Wire.good(false));
                var cheap = ScriptedUpstream.answering(Wire.json(MESSAGE));
                var proxy = MirrorRig.with().wire("anthropic").between(live, cheap)) {
            proxy.ask("/v1/chat/completions", ASK.formatted(""), "Authorization: Bearer sk-the-caller-s-own");
            var mirror = proxy.mirrored();
            var sent = cheap.received.remove();
            assertThat(sent.head()).startsWith("POST /v1/messages ");
            assertThat(sent.header("x-api-key")).isEqualTo(MirrorRig.OUR_KEY);
            assertThat(sent.header("anthropic-version")).isEqualTo("2023-06-01");
            assertThat(sent.head()).doesNotContain("caller-s-own");
            assertThat(json(sent.text()).path("model").asText()).isEqualTo("small-wire");
            assertThat(json(sent.text()).path("max_tokens").asInt()).isEqualTo(7);
            assertThat(mirror.status()).isEqualTo(Event.Status.COMPLETED);
            assertThat(mirror.outputTokens()).isEqualTo(2000);
            assertThat(mirror.finishReason()).isEqualTo("end_turn");
            assertThat(mirror.sameAnswer()).as("spaces apart").isTrue();
        }
    }

    @Test
    void toolCallsAreRecordedAndNothingIsAskedAgain() throws Exception {
        String tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"pay\",\"parameters\":{}}}],";
        try (var live = ScriptedUpstream.answering(Wire.good(false));
                var cheap = ScriptedUpstream.answering(Wire.json(CALLS));
                var proxy = MirrorRig.with().between(live, cheap)) {
            proxy.ask("/v1/chat/completions", ASK.formatted(tools));
            var mirror = proxy.mirrored();
            assertThat(mirror.toolCalls()).isEqualTo(1);
            assertThat(mirror.calls()).isEqualTo("[{\"name\":\"pay\",\"arguments\":\"{\\\"eur\\\":5}\"}]");
            assertThat(mirror.finishReason()).isEqualTo("tool_calls");
            assertThat(mirror.sameAnswer()).isNull();
            assertThat(cheap.received).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Content.class)
    void theAnswerIsKeptAsTheContentPolicySays(Content policy) throws Exception {
        try (var live = ScriptedUpstream.answering(Wire.good(false));
                var cheap = ScriptedUpstream.answering(Wire.json(Wire.completion("write to anna@example.org")));
                var proxy = MirrorRig.with().content(policy).between(live, cheap)) {
            proxy.ask(false);
            var mirror = proxy.mirrored();
            switch (policy) {
                case NONE -> {
                    assertThat(mirror.answerHash()).isNull();
                    assertThat(mirror.answer()).isNull();
                    assertThat(mirror.sameAnswer()).isNull();
                }
                case HASH -> {
                    assertThat(mirror.answerHash()).matches("[0-9a-f]{32}");
                    assertThat(mirror.answer()).isNull();
                    assertThat(mirror.sameAnswer()).isFalse();
                }
                case REDACTED -> assertThat(mirror.answer()).isEqualTo("write to [redacted]");
                case FULL -> assertThat(mirror.answer()).isEqualTo("write to anna@example.org");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SIDE_EFFECTS|\"store\":true,",
                "SIDE_EFFECTS|\"web_search_options\":{},",
                "SIDE_EFFECTS|\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}],",
                "NO_CAPABILITY|\"max_tokens\":200000,",
            })
    void whatTheModelCannotOrMustNotTakeIsNotExecuted(Drop why, String part) throws Exception {
        String body = ASK.formatted(part).replace("\"max_tokens\":7,", "");
        try (var live = ScriptedUpstream.answering(Wire.good(false));
                var cheap = ScriptedUpstream.answering(Wire.good(false));
                var proxy = MirrorRig.with().between(live, cheap)) {
            assertThat(proxy.ask("/v1/chat/completions", body).status()).isEqualTo(200);
            proxy.untilDropped(why, 1);
            assertThat(cheap.received).isEmpty();
            assertThat(proxy.rig.all(Event.Mirror.class)).isEmpty();
        }
    }

    @Test
    void whatTheOtherWireHasNoWordsForIsNotExecuted() throws Exception {
        try (var live = ScriptedUpstream.answering(Wire.good(false));
                var cheap = ScriptedUpstream.answering(Wire.json(MESSAGE));
                var proxy = MirrorRig.with().wire("anthropic").between(live, cheap)) {
            proxy.ask("/v1/chat/completions", ASK.formatted("\"n\":2,"));
            proxy.untilDropped(Drop.UNTRANSLATABLE, 1);
            assertThat(cheap.received).isEmpty();
        }
    }

    @Test
    void withoutAKeyOfOursNothingIsSent() throws Exception {
        try (var live = ScriptedUpstream.answering(Wire.good(false));
                var cheap = ScriptedUpstream.answering(Wire.good(false));
                var proxy = MirrorRig.with().noKey().between(live, cheap)) {
            proxy.ask(false);
            proxy.untilDropped(Drop.NO_KEY, 1);
            assertThat(cheap.received).isEmpty();
        }
    }

    @Test
    void whatTheCandidateLeavesWhereItIsIsNotPaidForTwice() throws Exception {
        try (var live = ScriptedUpstream.answering(Wire.good(false));
                var cheap = ScriptedUpstream.answering(Wire.good(false));
                var proxy = MirrorRig.with().target("big").between(live, cheap)) {
            proxy.ask(false);
            proxy.untilDropped(Drop.SAME_MODEL, 1);
            assertThat(live.received).hasSize(1);
        }
    }

    @Test
    void callersThatChoseTheirModelOrSentABadRequestAreLeftOut() throws Exception {
        try (var live = ScriptedUpstream.answering(Wire.json(400, "{\"error\":{\"message\":\"no\"}}"));
                var cheap = ScriptedUpstream.answering(Wire.good(false));
                var proxy = MirrorRig.with().between(live, cheap)) {
            assertThat(proxy.ask(false).status()).isEqualTo(400);
            proxy.untilDropped(Drop.NO_ANSWER, 1);
            proxy.ask("/v1/chat/completions", ASK.formatted("").replace("\"big\"", "\"unheard-of\""));
            proxy.untilDropped(Drop.OUTSIDE, 1);
            assertThat(cheap.received).isEmpty();
        }
    }

    @Test
    void aServerThatTakesNoStreamOptionsIsAskedWithout() throws Exception {
        try (var live = ScriptedUpstream.answering(Wire.good(true));
                var cheap = ScriptedUpstream.playing(peer -> {
                    for (var request = peer.request(); request != null; request = peer.request()) {
                        peer.send(
                                request.text().contains("stream_options")
                                        ? Wire.json(400, "{\"error\":{\"message\":\"unknown field stream_options\"}}")
                                        : Wire.good(true));
                    }
                });
                var proxy = MirrorRig.with().between(live, cheap)) {
            proxy.ask(true);
            assertThat(proxy.mirrored().status()).isEqualTo(Event.Status.COMPLETED);
            assertThat(cheap.received).hasSize(2);
            assertThat(proxy.mirrored().usage()).isEqualTo("estimated");
            assertThat(proxy.mirrored().counted())
                    .as("what is not reported counts as the most it may be")
                    .isGreaterThan(Money.ofUsd(0.2));
        }
    }
}
