package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.evidence.Event;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers of one wire served by models of the other. */
@Faults
class CrossingTest {
    private static final String ASK =
            "{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"" + Marks.PROMPT + "\"}]%s}";
    private static final String MESSAGE_ASK =
            "{\"model\":\"default\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"" + Marks.PROMPT
                    + "\"}]%s}";
    private static final String MESSAGE = "{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"c\","
            + "\"content\":[{\"type\":\"text\",\"text\":\"Grüezi\"}],\"stop_reason\":\"end_turn\","
            + "\"usage\":{\"input_tokens\":1000,\"cache_read_input_tokens\":0,\"cache_creation_input_tokens\":0,\"output_tokens\":2000}}";
    private static final String OVERLOADED =
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";

    private static String sse(String type, String data) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + data + "}\n\n";
    }

    private static final String STARTED = sse(
                    "message_start",
                    ",\"message\":{\"id\":\"m1\",\"model\":\"c\",\"usage\":{\"input_tokens\":1000,\"output_tokens\":1}}")
            + sse("content_block_start", ",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")
            + sse("content_block_delta", ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Grü\"}");
    private static final String FINISHED = sse(
                    "content_block_delta", ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"ezi\"}")
            + sse("content_block_stop", ",\"index\":0")
            + sse("message_delta", ",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2000}")
            + sse("message_stop", "");

    private static JsonNode json(String text) throws Exception {
        return JsonMapper.builder().build().readTree(text);
    }

    private static Money sum(Event.Outcome outcome) {
        return outcome.attempts().stream()
                .map(Event.Attempt::cost)
                .filter(Objects::nonNull)
                .reduce(Money.ZERO, Money::plus);
    }

    @Test
    void anOpenAiCallerIsAnsweredByAModelOfTheOtherWire() throws Exception {
        try (var pair = TwoWires.candidates("claude", Wire.json(MESSAGE, "request-id: r-7"), Wire.good(false))) {
            var answer = pair.ask("/v1/chat/completions", ASK.formatted(""), "Authorization: Bearer " + Marks.KEY);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-routeproof-model")).isEqualTo("claude");
            assertThat(answer.header("x-request-id")).isEqualTo("r-7");
            var body = json(answer.text());
            assertThat(body.at("/choices/0/message/content").asText()).isEqualTo("Grüezi");
            assertThat(body.at("/usage/prompt_tokens").asInt()).isEqualTo(1000);
            var sent = pair.anthropic.received.remove();
            assertThat(sent.head()).startsWith("POST /v1/messages HTTP/1.1\r\n");
            assertThat(sent.header("anthropic-version")).isEqualTo("2023-06-01");
            assertThat(sent.header("authorization")).isEmpty();
            assertThat(sent.header("x-api-key")).isEmpty();
            assertThat(json(sent.text()).path("model").asText()).isEqualTo("claude-wire");
            var outcome = pair.rig.outcome();
            assertThat(outcome.inputTokens()).isEqualTo(1000);
            assertThat(outcome.outputTokens()).isEqualTo(2000);
            assertThat(outcome.answer()).isEqualTo("Grüezi");
            // 1,000 tokens at 3 USD and 2,000 at 15 USD per million.
            assertThat(outcome.cost()).isEqualTo(Money.ofUsd(0.033));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStreamOfTheOtherWireReachesAnOpenAiCallerAsChunks(boolean usage) throws Exception {
        String wire = Wire.STREAM_HEAD + Wire.chunk(STARTED) + Wire.chunk(FINISHED) + "0\r\n\r\n";
        try (var pair = TwoWires.candidates("claude", wire, Wire.good(false))) {
            String options = ",\"stream\":true" + (usage ? ",\"stream_options\":{\"include_usage\":true}" : "");
            var answer = pair.ask("/v1/chat/completions", ASK.formatted(options));
            assertThat(answer.header("content-type")).startsWith("text/event-stream");
            assertThat(answer.text()).contains("\"content\":\"Grü\"").contains("\"content\":\"ezi\"");
            assertThat(answer.text()).endsWith("data: [DONE]\n\n");
            assertThat(answer.text().contains("\"prompt_tokens\":1000")).isEqualTo(usage);
            var outcome = pair.rig.outcome();
            assertThat(outcome.status()).isEqualTo(Event.Status.COMPLETED);
            assertThat(outcome.outputTokens()).isEqualTo(2000);
            assertThat(outcome.cost()).isEqualTo(Money.ofUsd(0.033));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnthropicCallerIsAnsweredByAModelOfTheOtherWire(boolean stream) throws Exception {
        try (var pair = TwoWires.candidates("gpt", Wire.json(MESSAGE), Wire.good(stream))) {
            String options = stream ? ",\"stream\":true" : "";
            var answer = pair.ask("/v1/messages", MESSAGE_ASK.formatted(options), "x-api-key: " + Marks.KEY);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-routeproof-model")).isEqualTo("gpt");
            if (stream) {
                assertThat(answer.text())
                        .contains("event: message_start", "\"text\":\"" + Wire.FIRST + "\"", "event: message_stop");
            } else {
                assertThat(json(answer.text()).at("/content/0/text").asText()).isEqualTo(Marks.ANSWER);
            }
            var sent = pair.openAi.received.remove();
            assertThat(sent.head()).startsWith("POST /v1/chat/completions HTTP/1.1\r\n");
            assertThat(sent.header("authorization")).isEqualTo("Bearer " + Marks.KEY);
            assertThat(json(sent.text()).at("/messages/0/content").asText()).isEqualTo(Marks.PROMPT);
            assertThat(pair.rig.outcome().status()).isEqualTo(Event.Status.COMPLETED);
        }
    }

    @Test
    void whatTheOtherWireCannotSayGoesToTheNextModelAndTheReasonIsLogged() throws Exception {
        try (var pair = TwoWires.candidates("claude", Wire.json(MESSAGE), Wire.good(false))) {
            var answer = pair.ask("/v1/chat/completions", ASK.formatted(",\"n\":2"));
            assertThat(answer.header("x-routeproof-model")).isEqualTo("gpt");
            assertThat(answer.text()).isEqualTo(Wire.completion(Marks.ANSWER));
            assertThat(pair.anthropic.received).isEmpty();
            pair.rig.outcome();
            assertThat(pair.rig.all(Event.Decision.class).getFirst().reason())
                    .contains("claude skipped")
                    .contains("n = 2");
        }
    }

    @Test
    void aModelAskedForByNameThatCannotBeToldTheRequestIsRefusedWithTheReason() throws Exception {
        try (var pair = TwoWires.candidates("gpt", Wire.json(MESSAGE), Wire.good(false))) {
            var answer = pair.ask(
                    "/v1/chat/completions", ASK.formatted(",\"logprobs\":true").replace("default", "claude"));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(json(answer.text()).at("/error/code").asText()).isEqualTo("untranslatable");
            assertThat(json(answer.text()).at("/error/message").asText()).contains("claude", "logprobs");
            assertThat(pair.anthropic.received).isEmpty();
            assertThat(pair.rig.outcome().error()).isEqualTo("untranslatable");
        }
    }

    @Test
    void aFailureOfTheOtherWireFallsBackAcrossWiresBeforeTheFirstByte() throws Exception {
        try (var pair =
                TwoWires.candidates("claude", Wire.json(529, OVERLOADED), Wire.json(Wire.completion(Marks.ANSWER)))) {
            var answer = pair.ask("/v1/chat/completions", ASK.formatted(""));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-routeproof-model")).isEqualTo("gpt");
            assertThat(answer.text()).isEqualTo(Wire.completion(Marks.ANSWER));
            var outcome = pair.rig.outcome();
            assertThat(outcome.attempts()).extracting(Event.Attempt::status).containsExactly("529", "200");
            assertThat(outcome.attempts().getFirst().cost()).isEqualTo(Money.ZERO);
            // 9 tokens at 1 USD and 2 at 2 USD per million.
            assertThat(outcome.cost()).isEqualTo(new Money(13_000)).isEqualTo(sum(outcome));
        }
    }

    @Test
    void anAnswerThatBreaksOffBeforeItWasUnderstoodFallsBackAndIsStillPaid() throws Exception {
        String whole = Wire.json(MESSAGE);
        String broken = whole.substring(0, whole.length() - 1);
        try (var pair = TwoWires.playing("claude", peer -> {
            peer.request();
            peer.send(broken);
            peer.socket().close();
        })) {
            var answer = pair.ask("/v1/chat/completions", ASK.formatted(""));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-routeproof-model")).isEqualTo("gpt");
            var outcome = pair.rig.outcome();
            assertThat(outcome.attempts())
                    .extracting(Event.Attempt::status)
                    .containsExactly("upstream_truncated", "200");
            assertThat(outcome.cost()).isEqualTo(sum(outcome));
        }
    }

    @Test
    void aStreamThatBreaksOffInTheMiddleIsToldAndNeverRetried() throws Exception {
        try (var pair = TwoWires.playing("claude", peer -> {
            peer.request();
            peer.send(Wire.STREAM_HEAD);
            peer.chunk(STARTED);
            peer.socket().close();
        })) {
            var answer = pair.ask("/v1/chat/completions", ASK.formatted(",\"stream\":true"));
            assertThat(answer.text()).contains("\"content\":\"Grü\"").contains("event: error");
            assertThat(answer.text()).doesNotContain("[DONE]").doesNotContain("\"finish_reason\":\"stop\"");
            assertThat(pair.openAi.received).isEmpty();
            var outcome = pair.rig.outcome();
            assertThat(outcome.error()).isEqualTo("upstream_truncated");
            assertThat(outcome.usage()).isEqualTo("partial");
            assertThat(outcome.attempts()).hasSize(1);
        }
    }

    @Test
    void anEventThatCannotBeReadBreaksTheStreamOff() throws Exception {
        var asked = new AtomicReference<@Nullable TwoWires>();
        try (var pair = TwoWires.playing("claude", peer -> {
            peer.request();
            peer.send(Wire.STREAM_HEAD);
            peer.chunk(STARTED);
            Rig.until(
                    "the caller's answer has begun",
                    () -> asked.get() instanceof TwoWires begun
                            && !begun.rig.all(Event.Decision.class).isEmpty());
            peer.chunk("data: {nonsense\n\n");
            peer.awaitLeft();
        })) {
            asked.set(pair);
            var answer = pair.ask("/v1/chat/completions", ASK.formatted(",\"stream\":true"));
            assertThat(answer.text()).contains("event: error").doesNotContain("[DONE]");
            assertThat(pair.rig.outcome().error()).isEqualTo("upstream_invalid");
        }
    }

    @Test
    void anErrorOfTheOtherWireHasTheCallersShape() throws Exception {
        String error = "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"too long\"}}";
        try (var pair = TwoWires.candidates("claude", Wire.json(400, error), Wire.good(false))) {
            var answer = pair.ask("/v1/chat/completions", ASK.formatted(""));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(json(answer.text()).at("/error/message").asText()).isEqualTo("too long");
            assertThat(json(answer.text()).has("type")).isFalse();
            assertThat(pair.rig.outcome().error()).isEqualTo("http_400");
        }
    }

    @Test
    void whatAServerCallsTheOutputLimitIsLearnedFromItsRejection() throws Exception {
        String rejection = "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this"
                + " model. Use 'max_completion_tokens' instead.\",\"type\":\"invalid_request_error\",\"param\":\"max_tokens\"}}";
        try (var pair = TwoWires.playingOpenAi("gpt", peer -> {
            for (var request = peer.request(); request != null; request = peer.request()) {
                peer.send(
                        request.text().contains("max_completion_tokens")
                                ? Wire.good(false)
                                : Wire.json(400, rejection));
            }
        })) {
            for (int round = 0; round < 2; round++) {
                assertThat(pair.ask("/v1/messages", MESSAGE_ASK.formatted("")).status())
                        .isEqualTo(200);
            }
            assertThat(pair.openAi.received).hasSize(3);
            assertThat(pair.rig.outcomes(2))
                    .extracting(outcome -> outcome.attempts().size())
                    .containsExactly(2, 1);
        }
    }

    @Test
    void aTemperatureThatAServerDoesNotTakeIsLeftOutOnceItSaidSo() throws Exception {
        String rejection =
                "{\"error\":{\"message\":\"Unsupported value: 'temperature' does not support 0.5 with this model.\","
                        + "\"type\":\"invalid_request_error\",\"param\":\"temperature\"}}";
        try (var pair = TwoWires.playingOpenAi("gpt", peer -> {
            for (var request = peer.request(); request != null; request = peer.request()) {
                peer.send(request.text().contains("temperature") ? Wire.json(400, rejection) : Wire.good(false));
            }
        })) {
            var answer = pair.ask("/v1/messages", MESSAGE_ASK.formatted(",\"temperature\":0.5"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(pair.openAi.received).hasSize(2);
        }
    }

    @Test
    void aTemperatureThatAModelOfAnthropicsDoesNotTakeIsLeftOutToo() throws Exception {
        String rejection = "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
                + "\"message\":\"`temperature` is deprecated for this model.\"}}";
        try (var pair = TwoWires.playing("claude", peer -> {
            for (var request = peer.request(); request != null; request = peer.request()) {
                peer.send(request.text().contains("temperature") ? Wire.json(400, rejection) : Wire.json(MESSAGE));
            }
        })) {
            for (int round = 0; round < 2; round++) {
                var answer = pair.ask("/v1/chat/completions", ASK.formatted(",\"temperature\":0.5"));
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("x-routeproof-model")).isEqualTo("claude");
            }
            assertThat(pair.anthropic.received).hasSize(3);
        }
    }

    @Test
    void aServerThatRejectsEveryWordingIsBelieved() throws Exception {
        String rejection = "{\"error\":{\"message\":\"max_tokens and max_completion_tokens are not supported\"}}";
        try (var pair = TwoWires.candidates("gpt", Wire.json(MESSAGE), Wire.json(400, rejection))) {
            assertThat(pair.ask("/v1/messages", MESSAGE_ASK.formatted("")).status())
                    .isEqualTo(400);
            assertThat(pair.openAi.received).hasSizeBetween(2, 5);
        }
    }

    @Test
    void aCallerWhoLeavesReleasesTheOtherWire() throws Exception {
        try (var pair = TwoWires.playing("claude", peer -> {
            peer.request();
            peer.send(Wire.STREAM_HEAD);
            peer.chunk(STARTED);
            peer.awaitLeft();
        })) {
            try (var caller = pair.rig.caller()) {
                caller.send(
                        RawCaller.post("/v1/chat/completions", ASK.formatted(",\"stream\":true"), "X-Route-User: u"));
                assertThat(caller.head()).startsWith("HTTP/1.1 200");
                assertThat(caller.read()).isPositive();
            }
            pair.anthropic.leftAfterMillis(System.nanoTime());
            assertThat(pair.rig.outcome().status()).isEqualTo(Event.Status.CANCELLED);
        }
    }
}
