package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.providers.line.EventLoops;
import dev.routeproof.routing.evidence.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The other tests run on the transport that is taken unasked (decision 0132); the relay must be the same on all that work here. */
@Faults
class TransportsTest {
    private static final double SOON_MILLIS = 200;
    private static final int ROUNDS = 10;
    private static final int SLOW_MILLIS = 20;
    /** One in fifty stayed open where the receiving half was not closed first. */
    private static final int FLOODS = 200;

    private static final int FLOOD_BYTES = 750_000;

    static List<String> transports() {
        return EventLoops.working();
    }

    @AfterEach
    void forget() {
        System.clearProperty(EventLoops.PROPERTY);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void muchGoesAndComesByteForByte(String transport) throws Exception {
        System.setProperty(EventLoops.PROPERTY, transport);
        String question =
                "{\"model\":\"big\",\"messages\":[{\"role\":\"user\",\"content\":\"" + "q".repeat(900_000) + "\"}]}";
        String answer = "{\"choices\":[{\"message\":{\"content\":\"" + "a".repeat(900_000) + "\"}}]}";
        try (var upstream = ScriptedUpstream.answering(Wire.json(answer));
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            caller.send("POST /v1/chat/completions HTTP/1.1\r\nHost: p\r\nContent-Length: " + question.length()
                    + "\r\n\r\n" + question);
            assertThat(caller.answer().text().equals(answer)).isTrue();
            String received = upstream.received.remove().text();
            assertThat(received.equals(question.replace("\"big\"", "\"big-wire\"")))
                    .isTrue();
            assertThat(rig.outcome().status()).isEqualTo(Event.Status.COMPLETED);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aCallerThatLeavesFreesTheProvider(String transport) throws Exception {
        System.setProperty(EventLoops.PROPERTY, transport);
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    peer.send(Wire.STREAM_HEAD);
                    peer.chunk(Wire.delta("Once upon a time"));
                    peer.awaitLeft();
                });
                var rig = Rig.plan().inFrontOf(upstream)) {
            var caller = rig.caller();
            caller.send(RawCaller.post("/v1/chat/completions", Rig.STREAM_BODY));
            assertThat(caller.head()).startsWith("HTTP/1.1 200");
            long left = System.nanoTime();
            caller.close();
            assertThat(upstream.leftAfterMillis(left)).isLessThan(SOON_MILLIS);
            assertThat(rig.outcome().error()).isEqualTo("client_cancel");
        }
    }

    /** The reset is there before the last bytes are read: nothing else would wake the loop for this connection. */
    @ParameterizedTest
    @MethodSource("transports")
    void aCallerThatResetsRightBehindHalfABodyFreesItsPlace(String transport) throws Exception {
        System.setProperty(EventLoops.PROPERTY, transport);
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().limits(Limiting.largeBodies()).inFrontOf(upstream)) {
            for (int i = 0; i < ROUNDS; i++) {
                var caller = rig.caller();
                caller.send("POST /v1/chat/completions HTTP/1.1\r\nHost: p\r\nContent-Length: 2000\r\n\r\n"
                        + "q".repeat(1_000));
                caller.reset();
            }
            assertThat(rig.ask(false).status()).isEqualTo(200);
            Rig.until("no request is under way", Duration.ofSeconds(2), () -> rig.proxy.inFlight() == 0);
            assertThat(upstream.received).hasSize(1);
        }
    }

    /** Reads are under way when the connection is closed: none may hold it open. */
    @ParameterizedTest
    @MethodSource("transports")
    void aCallerThatFloodsIsClosedThoughItStays(String transport) throws Exception {
        System.setProperty(EventLoops.PROPERTY, transport);
        String flood = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "x".repeat(FLOOD_BYTES);
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().inFrontOf(upstream)) {
            for (int i = 0; i < FLOODS; i++) {
                try (var caller = rig.caller()) {
                    try {
                        caller.send(flood);
                    } catch (IOException closed) {
                        // in the middle of the flood: so much the better
                    }
                    assertThat(caller.answer().status()).isIn(400, 0);
                    assertThat(caller.closedByProxy()).as("flood %d", i).isTrue();
                }
            }
            assertThat(rig.ask(false).status()).isEqualTo(200);
            assertThat(upstream.received).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aProviderThatFloodsBehindItsAnswerIsClosedThoughItStays(String transport) throws Exception {
        System.setProperty(EventLoops.PROPERTY, transport);
        String flood = Wire.good(false) + "x".repeat(FLOOD_BYTES);
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    peer.send(flood);
                    peer.awaitLeft();
                });
                var rig = Rig.plan().inFrontOf(upstream)) {
            for (int i = 0; i < FLOODS; i++) {
                assertThat(rig.ask(false).text()).isEqualTo(Wire.completion(Marks.ANSWER));
            }
            Rig.until("the proxy has left", Duration.ofSeconds(2), () -> upstream.open.get() == 0);
        }
    }

    /** The first may still be held back, whole, for its caller when the second comes. */
    @ParameterizedTest
    @MethodSource("transports")
    void aSecondAnswerBehindAWholeOneReachesNobody(String transport) throws Exception {
        System.setProperty(EventLoops.PROPERTY, transport);
        var lengths = new Random(7);
        var texts = new ConcurrentLinkedQueue<String>();
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    String text = "a".repeat(100_000 + lengths.nextInt(300_000));
                    texts.add(text);
                    String whole = texts.size() % 2 == 0
                            ? Wire.json(text)
                            : "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    + Wire.chunk(text) + "0\r\n\r\n";
                    peer.send(whole + Wire.json("EVIL"));
                    peer.awaitLeft();
                });
                var rig = Rig.plan().inFrontOf(upstream)) {
            for (int i = 1; i <= FLOODS; i++) {
                try (var caller = rig.caller()) {
                    caller.send(RawCaller.post("/v1/chat/completions", Rig.BODY));
                    int asked = i;
                    Rig.until("the provider was asked", Duration.ofSeconds(2), () -> texts.size() == asked);
                    if (i % 8 == 0) {
                        TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
                    }
                    var answer = caller.answer();
                    assertThat(answer.whole()).as("answer %d is whole", i).isTrue();
                    assertThat(answer.text().length())
                            .as("answer %d", i)
                            .isEqualTo(last(texts).length());
                }
            }
            Rig.until("the proxy has left", Duration.ofSeconds(2), () -> upstream.open.get() == 0);
            assertThat(rig.outcomes(FLOODS))
                    .allSatisfy(outcome -> assertThat(outcome.status()).isEqualTo(Event.Status.COMPLETED));
        }
    }

    private static String last(Queue<String> texts) {
        return texts.stream().reduce((before, after) -> after).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aProviderThatResetsRightBehindAPieceIsNotWaitedFor(String transport) throws Exception {
        System.setProperty(EventLoops.PROPERTY, transport);
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    peer.send(Wire.STREAM_HEAD + Wire.chunk(Wire.delta("Once upon a time")));
                    peer.reset();
                });
                var rig = Rig.plan().limits(Limiting.patient()).inFrontOf(upstream)) {
            for (int i = 0; i < ROUNDS; i++) {
                var answer = rig.ask(true);
                assertThat(answer.whole()).isFalse();
            }
            assertThat(rig.outcomes(ROUNDS))
                    .allSatisfy(outcome -> assertThat(outcome.error()).isIn("upstream_truncated", "upstream_closed"));
        }
    }
}
