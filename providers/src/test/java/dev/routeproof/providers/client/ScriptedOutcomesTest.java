package dev.routeproof.providers.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.providers.client.Outcome.Cause;
import dev.routeproof.providers.client.Outcome.Phase;
import dev.routeproof.providers.sandbox.AnswerKey;
import dev.routeproof.providers.sandbox.FaultScript;
import dev.routeproof.providers.sandbox.FaultServer;
import dev.routeproof.providers.sandbox.Faults;
import dev.routeproof.providers.sandbox.Step;
import dev.routeproof.providers.wire.Limits;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.classify.Prompt;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a server goes wrong ends as its own outcome. */
@Timeout(30)
class ScriptedOutcomesTest {
    @Test
    void aStreamedAnswerIsCompleteWithItsUsageAndFirstTokenTime() {
        Answer answer = completed(outcome(Faults.answer("Paris é 漢 🚀")));
        assertThat(answer.text()).isEqualTo("Paris é 漢 🚀");
        assertThat(answer.usage()).isEqualTo(new Usage(11, 0, 7, 0, Usage.Source.REPORTED));
        assertThat(answer.finishReason()).isEqualTo("stop");
        assertThat(answer.timing().firstToken()).isPositive();
        assertThat(answer.timing().total())
                .isGreaterThanOrEqualTo(answer.timing().firstToken());
    }

    @Test
    void oneBytePerSegmentGivesTheSameText() {
        assertThat(completed(outcome(Faults.byteByByte("数学 ✓ 🚀"))).text()).isEqualTo("数学 ✓ 🚀");
    }

    @Test
    void rateLimitCarriesTheWaitInSeconds() {
        var failed = failed(outcome(Faults.rateLimited("7")), Cause.RATE_LIMITED);
        assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(failed.httpStatus()).isEqualTo(429);
        assertThat(failed.message()).isEqualTo("HTTP 429: Too many requests");
    }

    @Test
    void rateLimitCarriesTheWaitUntilADate() {
        Instant now = Instant.parse("2026-05-01T10:00:00Z");
        var options = ClientOptions.DEFAULT;
        var atNow = new ClientOptions(
                options.timeouts(), options.limits(), options.ticker(), () -> now, options.connections());
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plusSeconds(90).atOffset(ZoneOffset.UTC));
        try (var scripted = Scripted.open(Wire.OPENAI, Faults.rateLimited(date), atNow)) {
            assertThat(failed(scripted.ask("hi"), Cause.RATE_LIMITED).retryAfter())
                    .isEqualTo(Duration.ofSeconds(90));
        }
    }

    @Test
    void serverErrorIsNoAnswer() {
        assertThat(failed(outcome(Faults.status(500, "boom")), Cause.SERVER_ERROR)
                        .httpStatus())
                .isEqualTo(500);
    }

    @Test
    void hugeErrorBodyIsNotReadToItsEnd() {
        FaultScript huge = Faults.raw(500, "text/html", "<html>" + "x".repeat(20 << 20));
        assertThat(failed(outcome(huge), Cause.SERVER_ERROR).message()).hasSizeLessThan(400);
    }

    @Test
    void refusedKeyIsAnAuthenticationFailureThatDoesNotShowIt() {
        var failed = failed(outcome(Faults.status(401, "Incorrect key: " + Scripted.KEY)), Cause.AUTHENTICATION);
        assertThat(failed.message()).contains("***").doesNotContain(Scripted.KEY);
    }

    @Test
    void rejectedRequestIsOurs() {
        assertThat(failed(outcome(Faults.status(400, "no such thing")), Cause.REJECTED)
                        .httpStatus())
                .isEqualTo(400);
    }

    @Test
    void promptTooLongForTheModelIsNotApplicable() {
        FaultScript tooLong = Faults.raw(
                400,
                "application/json",
                "{\"error\":{\"message\":\"too many tokens\",\"code\":\"context_length_exceeded\"}}");
        assertThat(outcome(tooLong)).isInstanceOf(Outcome.NotApplicable.class);
    }

    @Test
    void redirectIsNotFollowed() {
        var failed = failed(outcome(Faults.redirect("http://127.0.0.1:1/elsewhere")), Cause.BAD_RESPONSE);
        assertThat(failed.message()).isEqualTo("HTTP 302: redirects are not followed; correct base_url");
    }

    @Test
    void silenceBeforeTheHeadTimesOut() {
        assertThat(outcome(Faults.hangBeforeHead())).isEqualTo(late(Phase.FIRST_BYTE));
    }

    @Test
    void silenceAfterTheHeadTimesOut() {
        assertThat(outcome(Faults.hangAfterHead())).isEqualTo(late(Phase.FIRST_BYTE));
    }

    @Test
    void silenceInMidStreamTimesOut() {
        assertThat(outcome(Faults.hangMidStream("half"))).isEqualTo(late(Phase.BETWEEN_CHUNKS));
    }

    @Test
    void cutAndResetAndEarlyEndsAreCutStreams() {
        failed(outcome(Faults.cutStream("half")), Cause.CUT_STREAM);
        failed(outcome(Faults.resetMidStream("half")), Cause.CUT_STREAM);
        failed(outcome(Faults.endEarly("half")), Cause.CUT_STREAM);
    }

    @Test
    void resetBeforeTheHeadIsAConnectionFailure() {
        failed(outcome(Faults.resetBeforeHead()), Cause.CONNECTION);
    }

    @Test
    void closedPortIsAConnectionFailure() {
        try (var scripted = Scripted.openAi(Faults.answer("never"))) {
            scripted.server().close();
            failed(scripted.ask("hi"), Cause.CONNECTION);
        }
    }

    @Test
    void wrongJsonIsABadResponse() {
        failed(outcome(Faults.wrongJson()), Cause.BAD_RESPONSE);
        failed(outcome(Faults.stream("data: {\"choices\": nonsense}\n\n")), Cause.BAD_RESPONSE);
        failed(outcome(Faults.raw(200, "text/html", "<html>hello</html>")), Cause.BAD_RESPONSE);
        failed(outcome(Faults.raw(200, "application/json", "[]")), Cause.BAD_RESPONSE);
    }

    @Test
    void deeplyNestedJsonIsABadResponse() {
        failed(outcome(Faults.stream("data: " + "[".repeat(10_000) + "\n\n")), Cause.BAD_RESPONSE);
        failed(outcome(Faults.stream("data: {\"a\":" + "[".repeat(10_000) + "\n\n")), Cause.BAD_RESPONSE);
    }

    @Test
    void endlessAnswerIsCutAtTheLimit() {
        var options = ClientOptions.DEFAULT.with(new Limits(10_000, 4_096, 1 << 20, 512));
        String events = Faults.delta("x".repeat(1_000)).repeat(100);
        try (var scripted = Scripted.open(Wire.OPENAI, Faults.stream(events), options)) {
            assertThat(failed(scripted.ask("hi"), Cause.BAD_RESPONSE).message())
                    .isEqualTo("the answer is longer than 10000 characters");
        }
        try (var scripted = Scripted.open(Wire.OPENAI, Faults.stream(Faults.delta("y".repeat(9_000))), options)) {
            failed(scripted.ask("hi"), Cause.BAD_RESPONSE);
        }
    }

    @Test
    void refusalsAreTheirOwnOutcome() {
        assertThat(outcome(Faults.refusal("I will not.")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.answer().text()).isEqualTo("I will not."));
        assertThat(outcome(Faults.filtered("Well,"))).isInstanceOf(Outcome.Refused.class);
        assertThat(outcome(Faults.answer("I'm sorry, but I can't help with that.")))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void answerThatBeginsWithRegretIsAnAnswer() {
        completed(outcome(Faults.answer("I'm sorry to hear that. The refund takes 5 days.")));
    }

    @Test
    void emptyAnswersAreFailures() {
        failed(outcome(Faults.emptyAnswer()), Cause.EMPTY_ANSWER);
        failed(outcome(Faults.raw(200, "application/json", "")), Cause.EMPTY_ANSWER);
    }

    @Test
    void tokenLimitIsTruncated() {
        assertThat(outcome(Faults.truncated("half a"))).isInstanceOf(Outcome.Truncated.class);
    }

    /** OpenRouter, DeepSeek and vLLM say so; what came before is no answer that could be scored. */
    @ParameterizedTest
    @ValueSource(strings = {"error", "insufficient_system_resource", "abort"})
    void anAnswerThatTheProviderGaveUpIsNone(String reason) {
        failed(
                outcome(Faults.stream(Faults.delta("half an") + Faults.finish(reason) + "data: [DONE]\n\n")),
                Cause.SERVER_ERROR);
    }

    @Test
    void unreportedUsageIsEstimated() {
        Usage usage =
                completed(outcome(Faults.answerWithoutUsage("one two three"))).usage();
        assertThat(usage.source()).isEqualTo(Usage.Source.ESTIMATED);
        assertThat(usage.outputTokens()).isEqualTo(3);
        assertThat(usage.inputTokens()).isPositive();
    }

    @Test
    void serverThatRejectsStreamOptionsIsAskedWithoutThemFromThenOn() {
        try (var scripted = Scripted.openAi(Faults.withoutStreamOptions("fine"))) {
            completed(scripted.ask("one"));
            completed(scripted.ask("two"));
            assertThat(scripted.server().requests()).hasSize(3);
            assertThat(scripted.lastRequest().body()).doesNotContain("stream_options");
        }
    }

    @Test
    void serverThatWantsTheNewNameOfTheLimitGetsIt() {
        String rejection = "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead.";
        FaultScript modern = request -> request.body().contains("\"max_tokens\"")
                ? Faults.status(400, rejection).steps(request)
                : Faults.answer("fine").steps(request);
        try (var scripted = Scripted.openAi(modern)) {
            completed(scripted.ask("one"));
            assertThat(scripted.lastRequest().body()).contains("\"max_completion_tokens\":200");
        }
    }

    /** The value of this caller is too large; the name is right for the next one. */
    @Test
    void aLimitThatIsTooLargeIsNoWrongName() {
        String rejection = "max_tokens is too large: 99999. This model supports at most 16384 completion tokens.";
        try (var scripted = Scripted.openAi(Faults.status(400, rejection))) {
            failed(scripted.ask("one"), Cause.REJECTED);
            assertThat(scripted.server().requests()).hasSize(1);
        }
    }

    @Test
    void serverThatIgnoresStreamingIsUnderstoodButNotTimedToTheFirstToken() {
        FaultScript whole = Faults.raw(
                200,
                "application/json",
                "{\"model\":\"m-1\",\"choices\":[{\"message\":{\"content\":\"whole\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":5},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":2}}}");
        Answer answer = completed(outcome(whole));
        assertThat(answer.text()).isEqualTo("whole");
        assertThat(answer.servedModel()).isEqualTo("m-1");
        assertThat(answer.usage()).isEqualTo(new Usage(9, 5, 4, 2, Usage.Source.REPORTED));
        assertThat(answer.timing().firstToken()).isNull();
    }

    /** DeepSeek and OpenRouter send empty lines until the answer is there. */
    @Test
    void emptyLinesBeforeAnAnswerAreNoStream() {
        String whole = "{\"choices\":[{\"message\":{\"content\":\"late\"},\"finish_reason\":\"stop\"}]}";
        assertThat(completed(outcome(Faults.raw(200, "application/json", "\n\n   \n" + whole)))
                        .text())
                .isEqualTo("late");
        String events = Faults.delta("late") + Faults.finish("stop") + "data: [DONE]\n\n";
        assertThat(completed(outcome(Faults.raw(200, "application/json", "\r\n\n" + events)))
                        .text())
                .isEqualTo("late");
    }

    @Test
    void compressedAnswerIsRead() {
        assertThat(completed(outcome(Faults.gzip("zipped"))).text()).isEqualTo("zipped");
    }

    @Test
    void wrongContentLengthIsNeverAnAnswer() {
        failed(outcome(Faults.wrongContentLength("text", 10)), Cause.CUT_STREAM);
        failed(outcome(Faults.wrongContentLength("text", -10)), Cause.BAD_RESPONSE);
    }

    @Test
    void errorInMidStreamIsAServerError() {
        var failed = failed(outcome(Faults.errorMidStream("half", "the engine broke")), Cause.SERVER_ERROR);
        assertThat(failed.message()).isEqualTo("the engine broke");
    }

    @Test
    void streamWithoutDoneIsCompleteOnceItGaveAReason() {
        completed(outcome(Faults.stream(Faults.delta("fine") + Faults.finish("stop"))));
    }

    @Test
    void connectionThatLingersAfterDoneDoesNotHoldTheAnswer() {
        FaultScript lingering = request -> List.of(
                Step.send(Faults.head(200, "text/event-stream", "transfer-encoding: chunked")
                        + Faults.chunked(Faults.delta("fine") + Faults.finish("stop") + "data: [DONE]\n\n")),
                new Step.Hang());
        completed(outcome(lingering));
    }

    @Test
    void interruptedCallerCancelsAndTheConnectionCloses() throws Exception {
        var options = ClientOptions.DEFAULT;
        try (var scripted = Scripted.open(Wire.OPENAI, Faults.hangMidStream("half"), options)) {
            var outcome = new CompletableFuture<Outcome>();
            Thread caller = Thread.ofVirtual().start(() -> outcome.complete(scripted.ask("hi")));
            until(() -> scripted.server().requests().size() == 1);
            caller.interrupt();
            assertThat(outcome.get(5, TimeUnit.SECONDS)).isEqualTo(new Outcome.Cancelled());
            until(() -> scripted.server().openConnections() == 0);
        }
    }

    @Test
    void givenUpConnectionsAreClosed() throws Exception {
        try (var scripted = Scripted.openAi(Faults.hangMidStream("half"))) {
            scripted.ask("hi");
            until(() -> scripted.server().openConnections() == 0);
        }
    }

    @Test
    void keyTravelsInItsHeaderOnly() {
        try (var scripted = Scripted.openAi(Faults.answer("fine"))) {
            scripted.ask("hi");
            assertThat(scripted.lastRequest().header("authorization")).isEqualTo("Bearer " + Scripted.KEY);
            assertThat(scripted.lastRequest().body()).doesNotContain(Scripted.KEY);
            assertThat(scripted.lastRequest().path()).isEqualTo("/v1/chat/completions");
        }
    }

    @Test
    void missingKeyFailsTheCallWithTheNameOfTheVariable() {
        try (var server = FaultServer.start(Faults.answer("fine"))) {
            var model = Scripted.model(Wire.OPENAI, server.baseUrl());
            var key = AnswerKey.EMPTY;
            try (ModelClient client = ModelClients.open(Scripted.catalog(model), name -> null, key)) {
                var call = new ChatCall(model, Prompt.of("hi"), List.of(), null, null, 0, null);
                assertThat(failed(client.call(call), Cause.AUTHENTICATION).message())
                        .isEqualTo("SCRIPTED_KEY is not set; set it to call provider scripted");
                assertThat(server.requests()).isEmpty();
            }
        }
    }

    @Test
    void whatCannotBeSaidIsNoAnswerAtOnceAndNotWhenItsTimeIsUp() {
        try (var server = FaultServer.start(Faults.answer("fine"))) {
            var model = Scripted.model(Wire.OPENAI, URI.create(server.baseUrl() + "/\u00e9"));
            var key = AnswerKey.EMPTY;
            try (ModelClient client = ModelClients.open(Scripted.catalog(model), name -> Scripted.KEY, key)) {
                var call = new ChatCall(model, Prompt.of("hi"), List.of(), null, null, 0, null);
                assertThat(failed(client.call(call), Cause.CONNECTION).message())
                        .contains("neither method nor target");
                assertThat(server.requests()).isEmpty();
            }
        }
    }

    private static Outcome outcome(FaultScript script) {
        try (var scripted = Scripted.openAi(script)) {
            return scripted.ask("What is the capital of France?");
        }
    }

    private static Answer completed(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        return ((Outcome.Completed) outcome).answer();
    }

    private static Outcome.Failed failed(Outcome outcome, Cause cause) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                                assertThat(failed.cause()).as(failed.message()).isEqualTo(cause));
        return (Outcome.Failed) outcome;
    }

    private static Outcome late(Phase phase) {
        return new Outcome.TimedOut(phase, Duration.ofMillis(400));
    }

    /** Waits for what other threads do, at most 5 seconds. */
    private static void until(BooleanSupplier done) throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture.runAsync(() -> {
                    while (!done.getAsBoolean()) {
                        Thread.onSpinWait();
                    }
                })
                .get(5, TimeUnit.SECONDS);
    }
}
