package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.rollout.KeyRing;
import dev.routeproof.proxy.shadow.Evaluator;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.config.proxy.VirtualKey;
import dev.routeproof.routing.evidence.Event;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request cost is written down only where somebody knows it. */
@Faults
class UnpricedTest {
    private static final VirtualKey POOR =
            new VirtualKey("poor", Credentials.sha256("poor"), null, Set.of("default"), null, null, 0.000_01, Set.of());

    private static RawCaller.Answer ask(Rig rig, String path, String body, String... headers) throws Exception {
        try (var caller = rig.caller()) {
            return caller.send(RawCaller.post(path, body, headers)).answer();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/files", "/v1/audio/transcriptions", "/v1/images/edits", "/v1/moderations"})
    void whatIsForwardedUnreadHasNoTokensNoCostAndTakesNothingOfABudget(String path) throws Exception {
        try (var upstream =
                        ScriptedUpstream.answering(Wire.json("{\"id\":\"file-1\",\"content\":[{\"text\":\"some\"}]}"));
                var rig = Rig.plan()
                        .keys(new KeyRing(List.of(POOR)), Marks.PROVIDER_KEY)
                        .inFrontOf(upstream)) {
            assertThat(ask(rig, path, "x".repeat(300_000), Credentials.shown("poor"))
                            .status())
                    .isEqualTo(200);
            var outcome = rig.outcome();
            assertThat(outcome.cost()).isNull();
            assertThat(outcome.attempts().getFirst().cost()).isNull();
            assertThat(outcome.inputTokens()).isZero();
            assertThat(outcome.outputTokens()).isZero();
            assertThat(outcome.usage()).isEqualTo("partial");
            assertThat(rig.all(Event.Decision.class).getFirst().tokensEstimated())
                    .isZero();
            assertThat(ask(rig, "/v1/chat/completions", Rig.BODY, Credentials.shown("poor"))
                            .status())
                    .isEqualTo(200);
        }
    }

    /** A candidate that saw it would take it for a request whose cost nobody knows. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages/count_tokens", "/v1/moderations", "/v1/images/generations", "/v1/embeddings"})
    void whatAsksForNoAnswerInWordsIsShownToNoCandidate(String path) throws Exception {
        var seen = new AtomicInteger();
        Evaluator counting = (exchange, prompt) -> {
            seen.incrementAndGet();
            return CompletableFuture.completedFuture(List.of());
        };
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().evaluator(counting).inFrontOf(upstream)) {
            ask(rig, path, Rig.BODY.replaceFirst("\\{", "{\"input\":\"hi\","));
            rig.outcome();
            assertThat(seen).hasValue(0);
            ask(rig, "/v1/chat/completions", Rig.BODY);
            Rig.until(
                    "a chat is, and is written down",
                    () -> seen.get() == 1 && rig.all(Event.Decision.class).size() == 2);
        }
    }

    @Test
    void tokensThatTheProviderReportsForWhatWasNotReadAreKeptWithoutACost() throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().inFrontOf(upstream)) {
            ask(rig, "/v1/images/edits", "x".repeat(300_000));
            var outcome = rig.outcome();
            assertThat(outcome.usage()).isEqualTo("reported");
            assertThat(outcome.inputTokens()).isEqualTo(9);
            assertThat(outcome.cost()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-99", "text-embedding-3"})
    void aModelThatTheCatalogDoesNotKnowHasTokensAndNoPrice(String model) throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().inFrontOf(upstream)) {
            ask(rig, "/v1/chat/completions", Rig.BODY.replace("\"big\"", '"' + model + '"'));
            var outcome = rig.outcome();
            assertThat(rig.all(Event.Decision.class).getFirst().reason()).isEqualTo("passthrough");
            assertThat(outcome.inputTokens()).isEqualTo(9);
            assertThat(outcome.cost()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "big", "big-wire", "small"})
    void aModelOfTheCatalogHasItsPrice(String model) throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().inFrontOf(upstream)) {
            ask(rig, "/v1/chat/completions", Rig.BODY.replace("\"big\"", '"' + model + '"'));
            assertThat(rig.outcome().cost()).isEqualTo(new Money(13_000));
        }
    }

    /** Nobody reports usage, and a chat's tokens can be estimated all the same. */
    @Test
    void anEstimateOfAChatStays() throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.json("{\"choices\":[]}"));
                var rig = Rig.plan().inFrontOf(upstream)) {
            ask(rig, "/v1/chat/completions", Rig.BODY);
            var outcome = rig.outcome();
            assertThat(outcome.usage()).isEqualTo("estimated");
            assertThat(outcome.inputTokens()).isEqualTo((Rig.BODY.length() + 3) / 4);
            assertThat(outcome.cost()).isEqualTo(new Money(outcome.inputTokens() * 1_000));
        }
    }
}
