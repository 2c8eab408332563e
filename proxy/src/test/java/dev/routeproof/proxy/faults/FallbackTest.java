package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.http.Limits;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.evidence.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures before and after the first byte, and who takes over. */
@Faults
class FallbackTest {
    private static final Limits LIMITS = Limiting.with(2_000, Duration.ofMillis(500));

    private static final String TABLE = """
            id: next
            default: large
            routes:
              simple: {eco: small, balanced: small, sport: small}
            fallbacks: {medium: [spare]}
            """;

    private static String ask(boolean stream, String more) {
        return "{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"" + Marks.PROMPT + "\"}]"
                + (stream ? ",\"stream\":true" : "") + more + "}";
    }

    /** {@code small} is called at one provider, its fallbacks and the default at another. */
    private static CandidateArm arm(ScriptedUpstream first, ScriptedUpstream others) throws Exception {
        return new CandidateArm("""
                providers:
                  one: {wire: openai, base_url: '%s'}
                  two: {wire: openai, base_url: '%s'}
                models:
                  - {id: large, provider: two, name: large-wire, tier: large, input: 10, output: 20, context: 128000, capabilities: [tools, vision, json]}
                  - {id: small, provider: one, name: small-wire, tier: medium, input: 1, output: 2, context: 1000}
                  - {id: spare, provider: two, name: spare-wire, tier: medium, input: 3, output: 5, context: 8000, capabilities: [tools]}
                  - {id: tiny, provider: two, name: tiny-wire, tier: small, input: 0.1, output: 0.1, context: 128000}
                """.formatted(first.baseUrl(), others.baseUrl()), TABLE, "large", "", LIMITS);
    }

    private static Money sum(Event.Outcome outcome) {
        return outcome.attempts().stream()
                .map(Event.Attempt::cost)
                .filter(Objects::nonNull)
                .reduce(Money.ZERO, Money::plus);
    }

    static Stream<Arguments> failures() {
        var scripts = new ArrayList<Arguments>();
        for (boolean stream : new boolean[] {false, true}) {
            scripts.add(Arguments.of(stream, "429", script(peer -> peer.send(Wire.json(429, "{}", "Retry-After: 9")))));
            scripts.add(Arguments.of(stream, "500", script(peer -> peer.send(Wire.json(500, "{}")))));
            scripts.add(Arguments.of(stream, "first_byte_timeout", script(ScriptedUpstream.Peer::awaitLeft)));
            scripts.add(Arguments.of(stream, "first_byte_timeout", script(peer -> {
                peer.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n");
                peer.awaitLeft();
            })));
            scripts.add(Arguments.of(
                    stream, "upstream_closed", script(peer -> peer.socket().close())));
            scripts.add(Arguments.of(stream, "upstream_closed", script(ScriptedUpstream.Peer::reset)));
            scripts.add(
                    Arguments.of(stream, "upstream_invalid", script(peer -> peer.send("HTTP/1.1 nonsense\r\n\r\n"))));
            scripts.add(Arguments.of(stream, "upstream_truncated", script(peer -> {
                peer.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n");
                peer.socket().close();
            })));
        }
        return scripts.stream();
    }

    private static ScriptedUpstream.Script script(ScriptedUpstream.Script answer) {
        return peer -> {
            while (peer.request() != null) {
                answer.play(peer);
            }
        };
    }

    @ParameterizedTest(name = "{1}, streaming {0}")
    @MethodSource("failures")
    void whatFailsBeforeTheFirstByteFallsBackToTheSameTierElsewhere(
            boolean stream, String why, ScriptedUpstream.Script script) throws Exception {
        try (var first = ScriptedUpstream.playing(script);
                var others = ScriptedUpstream.answering(Wire.good(stream));
                var arm = arm(first, others)) {
            var answer = arm.ask("/v1/chat/completions", ask(stream, ""));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.whole()).isTrue();
            assertThat(answer.text()).contains(stream ? "[DONE]" : Marks.ANSWER);
            assertThat(answer.header("x-routeproof-model")).isEqualTo("spare");
            var outcome = arm.rig.outcome();
            assertThat(outcome.attempts()).extracting(Event.Attempt::model).containsExactly("small", "spare");
            assertThat(outcome.attempts()).extracting(Event.Attempt::status).containsExactly(why, "200");
            assertThat(outcome.status()).isEqualTo(Event.Status.COMPLETED);
            assertThat(outcome.cost()).isEqualTo(sum(outcome));
            assertThat(others.received.remove().text()).contains("spare-wire");
        }
    }

    /** R14: a provider that asked for less is asked less. */
    @Test
    void r14AModelThatSaid429IsPassedOverUntilItMayBeAskedAgain() throws Exception {
        try (var first = ScriptedUpstream.answering(Wire.json(429, "{}", "Retry-After: 1"));
                var others = ScriptedUpstream.answering(Wire.json(Wire.completion(Marks.ANSWER)));
                var arm = arm(first, others)) {
            for (int i = 0; i < 3; i++) {
                assertThat(arm.ask("/v1/chat/completions", ask(false, "")).status())
                        .isEqualTo(200);
            }
            assertThat(first.received).as("asked before the second is over").hasSize(1);
            var outcomes = arm.rig.outcomes(3);
            assertThat(outcomes.getFirst().attempts())
                    .extracting(Event.Attempt::status)
                    .containsExactly("429", "200");
            assertThat(outcomes.getLast().attempts())
                    .extracting(Event.Attempt::status)
                    .containsExactly("cooldown", "200");
            assertThat(outcomes.getLast().attempts().getFirst().cost()).isEqualTo(Money.ZERO);
            long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (first.received.size() < 2 && System.nanoTime() - end < 0) {
                arm.ask("/v1/chat/completions", ask(false, ""));
            }
            assertThat(first.received).as("asked again after it").hasSize(2);
        }
    }

    @Test
    void aProviderThatCannotBeReachedFallsBackForNothing() throws Exception {
        try (var first = ScriptedUpstream.answering("unused");
                var others = ScriptedUpstream.answering(Wire.json(Wire.completion(Marks.ANSWER)));
                var arm = arm(first, others)) {
            first.close();
            assertThat(arm.ask("/v1/chat/completions", ask(false, "")).status()).isEqualTo(200);
            var outcome = arm.rig.outcome();
            assertThat(outcome.attempts()).extracting(Event.Attempt::status).containsExactly("connect_failed", "200");
            assertThat(outcome.attempts().getFirst().cost()).isEqualTo(Money.ZERO);
            // 9 tokens at 3 USD and 2 at 5 USD per million.
            assertThat(outcome.cost()).isEqualTo(new Money(37_000));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatFailsAfterTheFirstByteIsCutAndNeverAskedAgain(boolean stream) throws Exception {
        try (var first = ScriptedUpstream.playing(script(peer -> {
                    if (stream) {
                        peer.send(Wire.STREAM_HEAD);
                        peer.chunk(Wire.delta(Wire.FIRST));
                    } else {
                        peer.send(
                                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"id\"");
                    }
                    peer.socket().close();
                }));
                var others = ScriptedUpstream.answering(Wire.good(stream));
                var arm = arm(first, others)) {
            var answer = arm.ask("/v1/chat/completions", ask(stream, ""));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.whole()).isFalse();
            assertThat(others.received).isEmpty();
            var outcome = arm.rig.outcome();
            assertThat(outcome.attempts()).hasSize(1);
            assertThat(outcome.error()).isEqualTo("upstream_truncated");
            assertThat(outcome.cost()).isEqualTo(sum(outcome)).isNotNull();
        }
    }

    @Test
    void whenTheWholeChainFailsTheLastAnswerIsRelayed() throws Exception {
        try (var first = ScriptedUpstream.answering(Wire.json(500, "{\"first\":1}"));
                var others = ScriptedUpstream.answering(Wire.json(429, "{\"last\":1}", "Retry-After: 9"));
                var arm = arm(first, others)) {
            var answer = arm.ask("/v1/chat/completions", ask(false, ""));
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.text()).isEqualTo("{\"last\":1}");
            assertThat(answer.header("retry-after")).isEqualTo("9");
            var outcome = arm.rig.outcome();
            assertThat(outcome.attempts()).extracting(Event.Attempt::status).containsExactly("500", "429");
            assertThat(outcome.status()).isEqualTo(Event.Status.FAILED);
        }
    }

    @Test
    void aModelTheCallerNamedIsNeverReplaced() throws Exception {
        try (var first = ScriptedUpstream.answering(Wire.json(503, "{\"busy\":1}"));
                var others = ScriptedUpstream.answering(Wire.good(false));
                var arm = arm(first, others)) {
            var answer = arm.ask("/v1/chat/completions", ask(false, "").replace("default", "small"));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(arm.ask("/v1/chat/completions", ask(false, ""), "X-Prism-Model-Prefer: small")
                            .status())
                    .isEqualTo(503);
            assertThat(others.received).isEmpty();
            arm.rig.outcomes(2);
            assertThat(arm.rig.all(Event.Decision.class)).allSatisfy(decision -> {
                assertThat(decision.override()).isTrue();
                assertThat(decision.propensities().candidate()).isZero();
            });
        }
    }

    @Test
    void retriesStayWithinTheirBudgetUnderManyFailuresAtOnce() throws Exception {
        int callers = 40;
        var all = new CountDownLatch(callers);
        var asked = new AtomicReference<@Nullable Rig>();
        try (var first = ScriptedUpstream.playing(script(peer -> {
                    all.countDown();
                    all.await();
                    peer.send(Wire.json(503, "{}"));
                }));
                var others = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    // A retry that ended sooner would make room for another one.
                    Rig.until(
                            "those without a retry have ended",
                            () -> asked.get() instanceof Rig rig
                                    && rig.all(Event.Outcome.class).size() >= callers - 10);
                });
                var arm = arm(first, others)) {
            asked.set(arm.rig);
            var open = new ArrayList<RawCaller>();
            for (int i = 0; i < callers; i++) {
                open.add(arm.rig
                        .caller()
                        .send(RawCaller.post("/v1/chat/completions", ask(false, ""), "X-Route-User: u" + i)));
            }
            for (var caller : open) {
                assertThat(caller.answer().status()).isIn(502, 503);
                caller.close();
            }
            var outcomes = arm.rig.outcomes(callers);
            assertThat(outcomes.stream().filter(outcome -> outcome.attempts().size() > 1))
                    .hasSizeBetween(1, 10);
        }
    }

    @Test
    void modelsThatCannotTakeTheRequestAreSkippedWithTheReason() throws Exception {
        String tools = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]";
        String json = ",\"response_format\":{\"type\":\"json_object\"}";
        String image = ",\"x\":1";
        try (var first = ScriptedUpstream.answering(Wire.good(false));
                var others = ScriptedUpstream.answering(Wire.good(false));
                var arm = arm(first, others)) {
            var models = new ArrayList<String>();
            for (String more :
                    List.of("", tools, json, ",\"max_tokens\":5000", ",\"max_completion_tokens\":50000", image)) {
                String body = ask(false, more);
                models.add(arm.ask(
                                "/v1/chat/completions",
                                more.equals(image)
                                        ? body.replace(
                                                "\"content\":\"" + Marks.PROMPT + "\"",
                                                "\"content\":[{\"type\":\"text\",\"text\":\"" + Marks.PROMPT
                                                        + "\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"u\"}}]")
                                        : body)
                        .header("x-routeproof-model"));
            }
            assertThat(models).containsExactly("small", "spare", "large", "spare", "large", "large");
            arm.rig.outcomes(6);
            assertThat(arm.rig.all(Event.Decision.class))
                    .extracting(Event.Decision::reason)
                    .contains("route", "route>instead");
        }
    }

    @Test
    void aPromptLongerThanAContextWindowGoesToAModelThatHoldsIt() throws Exception {
        try (var first = ScriptedUpstream.answering(Wire.good(false));
                var others = ScriptedUpstream.answering(Wire.good(false));
                var arm = arm(first, others)) {
            var answer = arm.ask(
                    "/v1/chat/completions", ask(false, "").replace(Marks.PROMPT, Marks.PROMPT + " word".repeat(2_000)));
            assertThat(answer.header("x-routeproof-model")).isEqualTo("spare");
        }
    }

    @Test
    void callersMayLimitCostAndNameATier() throws Exception {
        try (var first = ScriptedUpstream.answering(Wire.good(false));
                var others = ScriptedUpstream.answering(Wire.good(false));
                var arm = arm(first, others)) {
            assertThat(model(arm, "X-Route-Tier: large")).isEqualTo("large");
            assertThat(model(arm, "X-Route-Tier: SMALL")).isEqualTo("tiny");
            // About 20 tokens in and 250 out: small costs 0.0005 USD, tiny 0.00003.
            assertThat(model(arm, "X-Route-Max-Cost: 0.01")).isEqualTo("small");
            assertThat(model(arm, "X-Route-Max-Cost: 0.0001")).isEqualTo("tiny");
            assertThat(model(arm, "X-Route-Max-Latency-Ms: 1"))
                    .as("not measured yet")
                    .isEqualTo("small");
        }
    }

    private static String model(CandidateArm arm, String header) throws Exception {
        return arm.ask("/v1/chat/completions", ask(false, ""), header).header("x-routeproof-model");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Route-Tier: huge",
                "X-Route-Max-Cost: cheap",
                "X-Route-Max-Cost: NaN",
                "X-Route-Max-Latency-Ms: -5"
            })
    void aWishThatCannotBeReadIsRefusedByItsName(String header) throws Exception {
        try (var first = ScriptedUpstream.answering(Wire.good(false));
                var others = ScriptedUpstream.answering(Wire.good(false));
                var arm = arm(first, others)) {
            var answer = arm.ask("/v1/chat/completions", ask(false, ""), header);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("header_invalid", header.substring(0, header.indexOf(':')));
            assertThat(first.received).isEmpty();
        }
    }

    @Test
    void aModelThatWasTooSlowForTheCallersLimitIsReplacedOnceThatIsKnown() throws Exception {
        try (var first = ScriptedUpstream.playing(script(peer -> {
                    // The answer's own duration is what is measured.
                    Thread.sleep(30);
                    peer.send(Wire.good(false));
                }));
                var others = ScriptedUpstream.answering(Wire.good(false));
                var arm = arm(first, others)) {
            for (int i = 0; i < 20; i++) {
                assertThat(model(arm, "X-Route-Max-Latency-Ms: 25")).isEqualTo("small");
            }
            arm.rig.outcomes(20);
            assertThat(model(arm, "X-Route-Max-Latency-Ms: 25")).isEqualTo("large");
            assertThat(model(arm, "X-Route-Max-Latency-Ms: 60000")).isEqualTo("small");
        }
    }
}
