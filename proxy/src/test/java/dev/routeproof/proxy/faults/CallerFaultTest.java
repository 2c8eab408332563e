package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.http.Limits;
import dev.routeproof.proxy.rollout.KeyRing;
import dev.routeproof.routing.evidence.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R24 to R31, R33 and R34: what callers do wrong, by accident or on purpose. */
@Faults
class CallerFaultTest {
    private static final String PATH = "/v1/chat/completions";

    private static ScriptedUpstream good() throws Exception {
        return ScriptedUpstream.answering(Wire.good(false));
    }

    @Test
    void r24AnHonestTooLargeBodyIsRefusedUnread() throws Exception {
        try (var upstream = good();
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            caller.send("POST " + PATH + " HTTP/1.1\r\nHost: proxy\r\nContent-Length: 20000000\r\n\r\n");
            var answer = caller.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).contains("request_too_large");
            assertThat(caller.closedByProxy()).isTrue();
            assertThat(upstream.headBytes.get()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"1048576, 1", "524288, 0.5", "10485760, 10", "1050, 0.001"})
    void theLimitOfABodyIsToldAsItIs(long bytes, String mebibytes) throws Exception {
        var usual = Rig.SHORT;
        var limits = new Limits(
                bytes,
                usual.bufferedBytes(),
                usual.inFlight(),
                usual.firstByte(),
                usual.idle(),
                usual.connect(),
                usual.acquire(),
                usual.head(),
                usual.bodyProgress(),
                usual.keepAlive(),
                usual.pool(),
                usual.breakerPause());
        try (var upstream = good();
                var rig = Rig.plan().limits(limits).inFrontOf(upstream);
                var caller = rig.caller()) {
            caller.send("POST " + PATH + " HTTP/1.1\r\nHost: proxy\r\nContent-Length: 20000000\r\n\r\n");
            assertThat(caller.answer().text()).contains("larger than " + mebibytes + " MiB");
        }
    }

    @Test
    void r25AnEndlessBodyIsRefusedAtTheCap() throws Exception {
        try (var upstream = good();
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            caller.send("POST " + PATH + " HTTP/1.1\r\nHost: proxy\r\nTransfer-Encoding: chunked\r\n\r\n");
            var sending = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 100_000; i++) {
                        caller.send(Wire.chunk("x".repeat(10_000)));
                    }
                } catch (Exception closed) {
                    // as it should be
                }
            });
            assertThat(caller.answer().status()).isEqualTo(413);
            assertThat(caller.closedByProxy()).isTrue();
            sending.join();
            assertThat(upstream.headBytes.get()).isZero();
        }
    }

    /** A thousand heads that never end, half of them growing by a byte now and then; the delay of others is measured by a script. */
    @Test
    void r26SlowHeadsAreClosedAndOthersAreServedMeanwhile() throws Exception {
        assertThat(Limits.DEFAULT.head()).isEqualTo(Duration.ofSeconds(10));
        try (var upstream = good();
                var rig = Rig.plan().inFrontOf(upstream)) {
            var slow = new ArrayList<RawCaller>();
            var over = new AtomicBoolean();
            var others = new AtomicInteger();
            var failures = new ConcurrentLinkedQueue<String>();
            var asking = Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    try {
                        var answer = rig.ask(false);
                        others.incrementAndGet();
                        if (answer.status() != 200 || !answer.whole()) {
                            failures.add(answer.head());
                        }
                    } catch (Exception failed) {
                        failures.add(failed.toString());
                    }
                }
            });
            for (int i = 0; i < 1_000; i++) {
                slow.add(rig.caller().send("POST " + PATH + " HTTP/1.1\r\nHost: pro"));
            }
            var dribbling = Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    for (RawCaller caller : slow.subList(0, 500)) {
                        try {
                            caller.send("x");
                        } catch (IOException closed) {
                            // as it should be
                        }
                    }
                    LockSupport.parkNanos(100_000_000); // this slowness is the fault
                }
            });
            for (RawCaller caller : slow) {
                assertThat(caller.closedByProxy()).isTrue();
                caller.close();
            }
            over.set(true);
            asking.join();
            dribbling.join();
            assertThat(failures).isEmpty();
            assertThat(others.get()).isGreaterThan(20);
            rig.outcomes(others.get());
            assertThat(upstream.received).hasSize(others.get());
        }
    }

    @Test
    void r27ADribbledBodyIsGivenUp() throws Exception {
        try (var upstream = good();
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            caller.send("POST " + PATH + " HTTP/1.1\r\nHost: proxy\r\nContent-Length: 5000\r\n\r\n");
            var dribble = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 200; i++) {
                        caller.send("x");
                        LockSupport.parkNanos(20_000_000); // this slowness is the fault
                    }
                } catch (Exception closed) {
                    // as it should be
                }
            });
            assertThat(caller.answer().status()).isEqualTo(408);
            dribble.join();
            assertThat(upstream.headBytes.get()).isZero();
        }
    }

    @Test
    void r28ContinueIsSaidAfterKeyAndSizeAreFound() throws Exception {
        var key = Credentials.key("good");
        try (var upstream = good();
                var rig = Rig.plan()
                        .keys(new KeyRing(List.of(key)), Marks.PROVIDER_KEY)
                        .inFrontOf(upstream)) {
            try (var caller = rig.caller()) {
                caller.send(expecting("good", Rig.BODY.length()));
                assertThat(caller.head()).startsWith("HTTP/1.1 100");
                assertThat(caller.send(Rig.BODY).answer().status()).isEqualTo(200);
            }
            try (var caller = rig.caller()) {
                assertThat(caller.send(expecting("bad", Rig.BODY.length())).head())
                        .startsWith("HTTP/1.1 401");
            }
            try (var caller = rig.caller()) {
                assertThat(caller.send(expecting("good", 20_000_000)).head()).startsWith("HTTP/1.1 413");
            }
            assertThat(upstream.received).hasSize(1);
        }
    }

    @Test
    void r28AnOldCallerGetsNoInterimAnswer() throws Exception {
        try (var upstream = good();
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            String old = RawCaller.post(PATH, Rig.BODY, "Expect: 100-continue").replace("HTTP/1.1", "HTTP/1.0");
            assertThat(caller.send(old).head()).startsWith("HTTP/1.0 200 ");
        }
    }

    @Test
    void everyRefusalIsCounted() throws Exception {
        try (var upstream = good();
                var rig = Rig.plan().inFrontOf(upstream)) {
            for (String request : List.of(
                    "POST " + PATH + " HTTP/1.1\r\nHost: proxy\r\nContent-Length: +5\r\n\r\nhello",
                    "GET /v1/models/none HTTP/1.1\r\nHost: proxy\r\n\r\n",
                    "DELETE /v1/models/big HTTP/1.1\r\nHost: proxy\r\n\r\n",
                    "GET /v1/models HTTP/1.1\r\nHost: proxy\r\nX: " + "x".repeat(20_000) + "\r\n\r\n")) {
                try (var caller = rig.caller()) {
                    int status = caller.send(request).answer().status();
                    Rig.until(
                            "the " + status + " is counted",
                            () -> rig.proxy.metrics().refusals(status) == 1);
                }
            }
        }
    }

    @Test
    void theModelsMayBeAskedForTheHeadAlone() throws Exception {
        try (var upstream = good();
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            assertThat(caller.send("HEAD /v1/models HTTP/1.1\r\nHost: proxy\r\n\r\n")
                            .head())
                    .startsWith("HTTP/1.1 200");
            assertThat(caller.send("GET /v1/models/small HTTP/1.1\r\nHost: proxy\r\n\r\n")
                            .answer()
                            .text())
                    .contains("\"id\":\"small\"");
        }
    }

    private static String expecting(String key, int length) {
        return "POST " + PATH + " HTTP/1.1\r\nHost: proxy\r\n" + Credentials.shown(key)
                + "\r\nExpect: 100-continue\r\nContent-Length: " + length + "\r\n\r\n";
    }

    static List<String> smuggling() {
        String post = "POST " + PATH + " HTTP/1.1\r\n";
        String host = "Host: proxy\r\n";
        String hidden = "0\r\n\r\nGET /v1/secret HTTP/1.1\r\nHost: proxy\r\n\r\n";
        return List.of(
                post + host + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
                post + host + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
                post + host + "Content-Length: 5, 5\r\n\r\nhello",
                post + host + "Content-Length: +5\r\n\r\nhello",
                post + host + "Content-Length: -1\r\n\r\n",
                post + host + "Content-Length: 0x5\r\n\r\nhello",
                post + host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + hidden,
                post + host + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + hidden,
                post + host + "Transfer-Encoding: xchunked\r\n\r\n" + hidden,
                post + host + "Transfer-Encoding: Chunked\r\nContent-Length: 5\r\n\r\n" + hidden,
                post + host + "Transfer-Encoding: Chunked, identity\r\n\r\n" + hidden,
                post + host + "Transfer-Encoding: Chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + hidden,
                "POST " + PATH + " HTTP/1.0\r\n" + host + "Transfer-Encoding: Chunked\r\n\r\n" + hidden,
                post + host + "Transfer-Encoding: chunked, identity\r\n\r\n" + hidden,
                post + host + "Transfer-Encoding: identity, chunked\r\n\r\n" + hidden,
                post + host + "Transfer-Encoding:\tchunked\r\nTransfer-Encoding: x\r\n\r\n" + hidden,
                post + host + "Transfer-Encoding: \u000bchunked\r\n\r\n" + hidden,
                post + host + "Transfer-Encoding : chunked\r\n\r\n" + hidden,
                post + host + "Content-Length : 5\r\n\r\nhello",
                post + host + "X: a\r\n folded\r\nContent-Length: 0\r\n\r\n",
                post + host + " Content-Length: 5\r\n\r\nhello",
                "POST " + PATH + " HTTP/1.1\nHost: proxy\nContent-Length: 0\n\n",
                post + host + "X: a\nContent-Length: 0\r\n\r\n",
                post + host + "X: a\u0000b\r\nContent-Length: 0\r\n\r\n",
                post + host + "X\u0000: a\r\nContent-Length: 0\r\n\r\n",
                "POST http://other.example" + PATH + " HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n",
                "POST other.example HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n",
                "POST " + PATH + "#x HTTP/1.1\r\n" + host + "Content-Length: 2\r\n\r\n{}",
                "POST " + PATH + "?q=\u00e9 HTTP/1.1\r\n" + host + "Content-Length: 2\r\n\r\n{}",
                "POST " + PATH + "?q=\u0001 HTTP/1.1\r\n" + host + "Content-Length: 2\r\n\r\n{}",
                "POST " + PATH + "?q=\u007f HTTP/1.1\r\n" + host + "Content-Length: 2\r\n\r\n{}",
                "POST\t" + PATH + " HTTP/1.1\r\n" + host + "Content-Length: 2\r\n\r\n{}",
                "PO\u00e9T " + PATH + " HTTP/1.1\r\n" + host + "Content-Length: 2\r\n\r\n{}",
                post + host + "Host: other\r\nContent-Length: 0\r\n\r\n",
                post + "Content-Length: 0\r\n\r\n",
                "POST " + PATH + " HTTP/1.1 extra\r\n" + host + "Content-Length: 0\r\n\r\n",
                "POST  " + PATH + " HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n",
                "POST " + PATH + " HTTP/3.7\r\n" + host + "Content-Length: 0\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("smuggling")
    void r29AmbiguousRequestsAreRefusedAndClosed(String request) throws Exception {
        try (var upstream = good();
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            var answer = caller.send(request).answer();
            assertThat(answer.status()).isIn(400, 0);
            assertThat(caller.closedByProxy()).isTrue();
            assertThat(upstream.headBytes.get()).isZero();
        }
    }

    @Test
    void r29BadChunksNeverReachTheProvider() throws Exception {
        for (String chunks : List.of(
                "zz\r\nhello\r\n0\r\n\r\n",
                "5\nhello\n0\n\n",
                "5;a=\"\n\"\r\nhello\r\n0\r\n\r\n",
                "-5\r\nhello\r\n",
                "FFFFFFFFFFFFFFFFF\r\nx")) {
            try (var upstream = good();
                    var rig = Rig.plan().inFrontOf(upstream);
                    var caller = rig.caller()) {
                caller.send("POST " + PATH + " HTTP/1.1\r\nHost: proxy\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
                assertThat(caller.closedByProxy()).as(chunks).isTrue();
                assertThat(upstream.headBytes.get()).isZero();
            }
        }
    }

    @Test
    void r30ForgedAndOddHeadersChangeNothing() throws Exception {
        try (var upstream = good();
                var rig = Rig.plan().inFrontOf(upstream)) {
            var answer = rig.ask(
                    false,
                    "x-routeproof-arm: candidate",
                    "x-routeproof-model: small",
                    "X-Forwarded-Host: evil",
                    "X-Route-User: \u00fcmlaut\u202e",
                    "Proxy-Authorization: Basic abc",
                    "Connection: keep-alive, X-Secret",
                    "X-Secret: 1");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-routeproof-model")).isEqualTo("big");
            String sent = upstream.received.remove().head().toLowerCase(Locale.ROOT);
            assertThat(sent)
                    .doesNotContain("x-routeproof")
                    .doesNotContain("forwarded")
                    .doesNotContain("x-route-user")
                    .doesNotContain("proxy-auth")
                    .doesNotContain("x-secret");
            try (var caller = rig.caller()) {
                caller.send(RawCaller.post(PATH, Rig.BODY, "X-Route-User: a\rX-Evil: 1"));
                assertThat(caller.answer().status()).isIn(400, 0);
            }
        }
    }

    @Test
    void r31PipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    for (var request = peer.request(); request != null; request = peer.request()) {
                        String text = request.text();
                        peer.send(Wire.json(
                                Wire.completion(text.substring(text.indexOf("n:") + 2, text.indexOf("n:") + 4))));
                    }
                });
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            var all = new StringBuilder();
            for (int i = 10; i < 30; i++) {
                all.append(RawCaller.post(PATH, Rig.BODY.replace("hi", "n:" + i)));
            }
            caller.send(all.toString());
            for (int i = 10; i < 30; i++) {
                assertThat(caller.answer().text()).contains("\"" + i + "\"");
            }
            rig.outcomes(20);
        }
    }

    @Test
    void r33WhatTheProxyDoesNotKnowGoesThroughUntouched() throws Exception {
        String body = "{ \"n\" : 8,\t\"model\":\"big\", \"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\","
                + "\"parameters\":{\"type\":\"object\"}}}],\"logprobs\":true,\"seed\":12345678901234567890,\"temperature\":1.0000,"
                + "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}]}],"
                + "\"unknown\":{\"deep\":[1,2,{\"x\":null}]},\"esc\":\"\\u00e9\\/\" }";
        try (var upstream = good();
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            assertThat(caller.send(RawCaller.post(PATH, body)).answer().status())
                    .isEqualTo(200);
            assertThat(upstream.received.remove().text()).isEqualTo(body.replace("\"big\"", "\"big-wire\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../etc/passwd", "a\\nb", "a b\\u001b[31m", "\\u202eevil", "LONG"})
    void r34NamesThatAreNoModelNamesAreRefused(String name) throws Exception {
        String model = name.equals("LONG") ? "x".repeat(10_000) : name;
        try (var upstream = good();
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            var answer = caller.send(RawCaller.post(PATH, "{\"model\":\"" + model + "\"}"))
                    .answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("invalid_request_error");
            assertThat(upstream.headBytes.get()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void r34AnUnknownModelIsPassedThroughOrRefusedAsConfigured(boolean reject) throws Exception {
        try (var upstream = good();
                var rig = (reject ? Rig.plan().rejectUnknown() : Rig.plan()).inFrontOf(upstream);
                var caller = rig.caller()) {
            String body = Rig.BODY.replace("big", "gpt-77");
            var answer = caller.send(RawCaller.post(PATH, body)).answer();
            assertThat(answer.status()).isEqualTo(reject ? 404 : 200);
            if (reject) {
                assertThat(answer.text()).contains("model_not_found");
            } else {
                assertThat(upstream.received.remove().text()).isEqualTo(body);
            }
        }
    }

    /** Names of codings are case-insensitive; what is read as chunked is forwarded with a length. */
    @ParameterizedTest
    @ValueSource(strings = {"chunked", "Chunked", "CHUNKED"})
    void chunksAreReadInWhateverCaseTheyAreAnnounced(String coding) throws Exception {
        try (var upstream = good();
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            caller.send("POST " + PATH + " HTTP/1.1\r\nHost: proxy\r\nTransfer-Encoding: " + coding + "\r\n\r\n"
                    + Wire.chunk(Rig.BODY) + "0\r\n\r\n");
            assertThat(caller.answer().status()).isEqualTo(200);
            assertThat(caller.send(RawCaller.post(PATH, Rig.BODY)).answer().status())
                    .as("the connection goes on behind the chunks")
                    .isEqualTo(200);
            var sent = upstream.received.remove();
            assertThat(sent.text()).contains(Marks.PROMPT);
            assertThat(sent.header("transfer-encoding")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"eco, eco", "ECO, eco", "Sport, sport", "turbo, balanced", "'eco, sport', balanced"})
    void theModeInEffectIsWrittenDownNotTheCallersWord(String asked, String written) throws Exception {
        try (var upstream = good();
                var rig = Rig.plan().inFrontOf(upstream)) {
            rig.ask(false, "X-Route-Mode: " + asked);
            rig.outcome();
            assertThat(rig.all(Event.Decision.class).getFirst().mode()).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @CsvSource({"198, true, 200", "199, true, 431", "2000, false, 431"})
    void manyShortHeadersAreRefusedBeforeTheyFillTheMemory(int more, boolean whole, int status) throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().limits(Limiting.patient()).inFrontOf(upstream);
                var caller = rig.caller()) {
            // With Host and Content-Length.
            String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: p\r\nContent-Length: " + Rig.BODY.length()
                    + "\r\n" + "a: b\r\n".repeat(more);
            caller.send(whole ? head + "\r\n" + Rig.BODY : head);
            var answer = caller.answer();
            assertThat(answer.status()).isEqualTo(status);
            if (status == 431) {
                assertThat(answer.text()).contains("headers_too_large");
                assertThat(caller.closedByProxy()).isTrue();
            }
        }
    }
}
