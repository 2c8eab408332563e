package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.rollout.KeyRing;
import dev.routeproof.routing.config.proxy.ProxyConfig.Content;
import dev.routeproof.routing.evidence.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R9 to R19, R22 and R23: what providers do wrong. */
@Faults
class ProviderFaultTest {
    private static final String HEAD_ONLY =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void r9SilenceAfterTheHeadersIsAGatewayTimeout(boolean stream) throws Exception {
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    peer.send(stream ? Wire.STREAM_HEAD : HEAD_ONLY);
                    peer.awaitLeft();
                });
                var rig = Rig.plan().inFrontOf(upstream)) {
            var answer = rig.ask(stream);
            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.text()).contains("provider_timeout");
            assertThat(answer.header("x-routeproof-request-id"))
                    .isEqualTo(rig.outcome().requestId());
            upstream.leftAfterMillis(System.nanoTime());
            assertThat(rig.outcome().error()).isEqualTo("first_byte_timeout");
        }
    }

    @Test
    void r10SilenceInAStreamIsAnErrorEventAndAClose() throws Exception {
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    peer.send(Wire.STREAM_HEAD);
                    for (int i = 0; i < 3; i++) {
                        peer.chunk(Wire.delta("x"));
                    }
                    peer.awaitLeft();
                });
                var rig = Rig.plan().inFrontOf(upstream)) {
            var answer = rig.ask(true);
            assertThat(answer.whole()).isFalse();
            assertThat(answer.text()).startsWith(Wire.delta("x").repeat(3)).contains("event: error", "idle_timeout");
            assertThat(upstream.received).as("never a retry").hasSize(1);
            assertThat(rig.outcome().error()).isEqualTo("idle_timeout");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no terminator", "in a chunk", "no done, framed by the close", "short body"})
    void r11AnAnswerCutShortIsSeenToBeCut(String how) throws Exception {
        boolean stream = !how.equals("short body");
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    switch (how) {
                        case "no terminator" -> peer.send(Wire.STREAM_HEAD + Wire.chunk(Wire.delta("x")));
                        case "in a chunk" -> peer.send(Wire.STREAM_HEAD + "ff\r\n" + Wire.delta("x"));
                        case "short body" -> peer.send(HEAD_ONLY + "{\"half\":");
                        default ->
                            peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + Wire.delta("x"));
                    }
                    peer.socket().close();
                });
                var rig = Rig.plan().inFrontOf(upstream)) {
            var answer = rig.ask(stream);
            assertThat(answer.whole()).isFalse();
            assertThat(rig.outcome().error()).isEqualTo("upstream_truncated");
            assertThat(rig.outcome().status()).isEqualTo(Event.Status.FAILED);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void r12AResetBeforeTheFirstByteIsABadGatewayAndAfterItACut(boolean afterFirst) throws Exception {
        var seen = new CountDownLatch(afterFirst ? 1 : 0);
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    peer.send(HEAD_ONLY);
                    if (afterFirst) {
                        peer.send("{");
                    }
                    seen.await();
                    peer.reset();
                });
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            caller.send(RawCaller.post("/v1/chat/completions", Rig.BODY));
            caller.in().mark(1 << 16);
            assertThat(caller.in().read()).isEqualTo('H');
            caller.in().reset();
            seen.countDown();
            var answer = caller.answer();
            assertThat(answer.status()).isEqualTo(afterFirst ? 200 : 502);
            assertThat(answer.whole()).isEqualTo(!afterFirst);
            assertThat(rig.outcome().error()).isEqualTo("upstream_truncated");
        }
    }

    @Test
    void r13ARefusingProviderOpensTheBreakerAndAProbeClosesIt() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (var rig = Rig.plan().inFrontOf(URI.create("http://127.0.0.1:" + port + "/v1"))) {
            for (int i = 0; i < 5; i++) {
                assertThat(rig.ask(false).text()).contains("provider_unreachable");
            }
            var refused = rig.ask(false);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            assertThat(rig.outcomes(6).getLast().error()).isEqualTo("breaker_open");
            Rig.until("a probe is let through", () -> {
                try {
                    return rig.ask(false).status() == 502;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    @Test
    void r13AnUnknownHostAndABlackHoleAreToldInTime() throws Exception {
        try (var hole = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // A full backlog takes no more connections and refuses none.
            var waiting = new ArrayList<Socket>();
            for (int i = 0; i < 8; i++) {
                var socket = new Socket();
                waiting.add(socket);
                Thread.ofVirtual().start(() -> {
                    try {
                        socket.connect(hole.getLocalSocketAddress(), 20_000);
                    } catch (IOException closed) {
                        // the test is over
                    }
                });
            }
            Rig.until(
                    "the backlog is full",
                    () -> waiting.stream().filter(Socket::isConnected).count() >= 2);
            toldInTime("http://127.0.0.1:" + hole.getLocalPort() + "/v1");
            for (Socket socket : waiting) {
                socket.close();
            }
        }
        toldInTime("http://" + "x".repeat(64) + ".invalid/v1");
    }

    private static void toldInTime(String url) throws Exception {
        try (var rig = Rig.plan().inFrontOf(URI.create(url))) {
            long start = System.nanoTime();
            assertThat(rig.ask(false).status()).isBetween(502, 504);
            assertThat((System.nanoTime() - start) / 1e6).isLessThan(5_000);
            assertThat(rig.outcome().status()).isEqualTo(Event.Status.FAILED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "Wed, 21 Oct 2026 07:28:00 GMT"})
    void r14TooManyRequestsIsPassedThroughWithItsRetryAfter(String retryAfter) throws Exception {
        String body = "{\"error\":{\"message\":\"slow down\",\"code\":\"rate_limit_exceeded\"}}";
        try (var upstream = ScriptedUpstream.answering(Wire.json(429, body, "Retry-After: " + retryAfter));
                var rig = Rig.plan().inFrontOf(upstream)) {
            var answer = rig.ask(false);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("retry-after")).isEqualTo(retryAfter);
            assertThat(answer.text()).isEqualTo(body);
            assertThat(rig.outcome().error()).isEqualTo("http_429");
        }
    }

    @Test
    void r15AHugeErrorIsRelayedAndTheLogKeepsLittle() throws Exception {
        int size = 20 << 20;
        try (var upstream = ScriptedUpstream.answering(Wire.json(500, "{\"error\":\"" + "x".repeat(size) + "\"}"));
                var rig = Rig.plan()
                        .content(Content.FULL)
                        .limits(Limiting.patient())
                        .inFrontOf(upstream)) {
            var answer = rig.ask(false);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).hasSizeGreaterThan(size);
            assertThat(answer.whole()).isTrue();
            String kept = rig.outcome().answer();
            assertThat(kept == null ? "" : kept).hasSizeLessThanOrEqualTo(8 << 10);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void r16OurKeyIsNotInARefusalOfTheProvider(int status) throws Exception {
        String ours = Marks.PROVIDER_KEY;
        var key = Credentials.key("web");
        try (var upstream = ScriptedUpstream.answering(Wire.json(
                        status,
                        "{\"error\":{\"message\":\"Incorrect API key provided: " + ours + "\"}}",
                        "X-Key: " + ours));
                var rig = Rig.plan().keys(new KeyRing(List.of(key)), ours).inFrontOf(upstream)) {
            var answer = rig.ask(false, Credentials.shown("web"));
            assertThat(upstream.received.remove().header("authorization")).isEqualTo("Bearer " + ours);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.head() + answer.text()).doesNotContain("sk-mark2").doesNotContain("8Wy");
            assertThat(rig.outcome().error()).isEqualTo("provider_refused");
            assertThat(answer.header("x-routeproof-request-id"))
                    .isEqualTo(rig.outcome().requestId());
        }
    }

    /** "bad" is what a provider that lies could smuggle into somebody else's answer. */
    @ParameterizedTest
    @ValueSource(strings = {"too little", "too much at once", "too much later", "a body where there is none"})
    void r17AConnectionOnWhichALengthWasALieIsNotReused(String lie) throws Exception {
        String smuggled = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad";
        var answered = new CountDownLatch(1);
        var first = new AtomicBoolean(true);
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    while (peer.request() != null) {
                        if (!first.getAndSet(false)) {
                            peer.send(Wire.good(false));
                            continue;
                        }
                        String head = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
                        switch (lie) {
                            case "too little" -> {
                                peer.send(head + "01234");
                                peer.socket().shutdownOutput();
                            }
                            case "too much at once" -> peer.send(head + "0123456789" + smuggled);
                            case "too much later" -> {
                                peer.send(head + "0123456789");
                                answered.await();
                                peer.send(smuggled);
                            }
                            default -> peer.send("HTTP/1.1 204 No Content\r\n\r\n" + smuggled);
                        }
                        peer.awaitLeft();
                    }
                });
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            var answer = caller.send(RawCaller.post("/v1/chat/completions", Rig.BODY))
                    .answer();
            assertThat(answer.status()).isEqualTo(lie.startsWith("a body") ? 204 : 200);
            assertThat(answer.whole()).isEqualTo(!lie.equals("too little"));
            assertThat(answer.text())
                    .isEqualTo(
                            switch (lie) {
                                case "too little" -> "01234";
                                case "a body where there is none" -> "";
                                default -> "0123456789";
                            });
            answered.countDown();
            upstream.leftAfterMillis(System.nanoTime());
            for (int i = 0; i < 8; i++) {
                // On every event loop, and over kept connections.
                assertThat(rig.ask(false).text()).isEqualTo(Wire.completion(Marks.ANSWER));
            }
            assertThat(upstream.open.get()).isLessThanOrEqualTo(2);
            var outcomes = rig.outcomes(9);
            assertThat(outcomes.getFirst().error()).isEqualTo(lie.equals("too little") ? "upstream_truncated" : null);
            assertThat(outcomes.subList(1, 9)).allMatch(outcome -> outcome.status() == Event.Status.COMPLETED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: x\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=\"b\nc\"\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello",
                "HTTP/1.1 200 OK\r\nX-A: b\nContent-Length: 5\r\n\r\nhello",
            })
    void r18AmbiguousFramingIsRefused(String response) throws Exception {
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    peer.send(response);
                    peer.awaitLeft();
                });
                var rig = Rig.plan().inFrontOf(upstream)) {
            var answer = rig.ask(false);
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text()).doesNotContain("hello");
            upstream.leftAfterMillis(System.nanoTime());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void r19InterimAnswersAreTakenOut(boolean stream) throws Exception {
        String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
                + "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
        try (var upstream = ScriptedUpstream.answering(interim + Wire.good(stream));
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            for (int i = 0; i < 3; i++) {
                String body = stream ? Rig.STREAM_BODY : Rig.BODY;
                var answer = caller.send(RawCaller.post("/v1/chat/completions", body))
                        .answer();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.whole()).isTrue();
                assertThat(answer.text()).contains(Wire.FIRST);
            }
            assertThat(upstream.connections.get()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"64 KiB", "500 headers", "control", "obs-fold"})
    void r22HeadersNobodySendsAreNotForwarded(String what) throws Exception {
        String headers = switch (what) {
            case "64 KiB" -> "X-Large: " + "x".repeat(64 << 10) + "\r\n";
            case "500 headers" -> "X-Many: 1\r\n".repeat(500);
            case "control" -> "X-Bad: a\rSet-Cookie: b\r\n";
            default -> "X-Fold: a\r\n fol\u0000ded\r\n";
        };
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: 2\r\n\r\n{}");
                    peer.awaitLeft();
                });
                var rig = Rig.plan().inFrontOf(upstream)) {
            var answer = rig.ask(false);
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.head()).doesNotContain("\nX-").doesNotContain("Set-Cookie");
        }
    }

    @Test
    void r23RedirectsAreNotFollowed() throws Exception {
        try (var elsewhere = ScriptedUpstream.answering(Wire.good(false));
                var upstream =
                        ScriptedUpstream.answering("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:"
                                + elsewhere.port() + "/v1/chat/completions\r\nContent-Length: 0\r\n\r\n");
                var rig = Rig.plan().inFrontOf(upstream)) {
            assertThat(rig.ask(false).status()).isEqualTo(307);
            assertThat(elsewhere.connections.get()).isZero();
        }
    }
}
