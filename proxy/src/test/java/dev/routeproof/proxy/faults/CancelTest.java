package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.evidence.Event;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R1 to R4: callers that leave, and one that only stops sending. */
@Faults
class CancelTest {
    private static final double SOON_MILLIS = 200;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void r1CallerGoneBeforeTheFirstByteFreesTheProvider(boolean stream) throws Exception {
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    peer.awaitLeft();
                });
                var rig = Rig.plan().inFrontOf(upstream)) {
            var caller = rig.caller();
            caller.send(RawCaller.post("/v1/chat/completions", stream ? Rig.STREAM_BODY : Rig.BODY));
            Rig.until("the provider has the request", () -> !upstream.received.isEmpty());
            long left = System.nanoTime();
            caller.close();
            assertThat(upstream.leftAfterMillis(left)).isLessThan(SOON_MILLIS);
            assertThat(rig.outcome().error()).isEqualTo("client_cancel");
            assertThat(rig.outcome().status()).isEqualTo(Event.Status.CANCELLED);
        }
    }

    @Test
    void r2CallerGoneInTheMiddleOfAStreamFreesTheProviderAndKeepsPartialUsage() throws Exception {
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
            while (caller.read() != '\n') {
                // up to the first chunk
            }
            long left = System.nanoTime();
            caller.close();
            assertThat(upstream.leftAfterMillis(left)).isLessThan(SOON_MILLIS);
            var outcome = rig.outcome();
            assertThat(outcome.error()).isEqualTo("client_cancel");
            assertThat(outcome.usage()).isEqualTo("partial");
            assertThat(outcome.outputTokens()).isEqualTo(4);
        }
    }

    @Test
    void r3CallerGoneInTheMiddleOfAWholeAnswerFreesTheProvider() throws Exception {
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n");
                    peer.send(" ".repeat(100));
                    peer.awaitLeft();
                });
                var rig = Rig.plan().inFrontOf(upstream)) {
            var caller = rig.caller();
            caller.send(RawCaller.post("/v1/chat/completions", Rig.BODY));
            assertThat(caller.head()).startsWith("HTTP/1.1 200");
            assertThat(caller.read()).isEqualTo(' ');
            long left = System.nanoTime();
            caller.reset();
            assertThat(upstream.leftAfterMillis(left)).isLessThan(SOON_MILLIS);
            assertThat(rig.outcome().error()).isEqualTo("client_cancel");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void r4AnswerIsStillDeliveredToACallerThatClosedItsSendingHalf(boolean stream) throws Exception {
        var halfClosed = new CountDownLatch(1);
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    halfClosed.await();
                    if (stream) {
                        peer.send(Wire.STREAM_HEAD);
                        peer.chunk(Wire.delta("a"));
                        peer.chunk(Wire.delta("b"));
                        peer.chunk("data: [DONE]\n\n");
                        peer.end();
                    } else {
                        peer.send(Wire.good(false));
                    }
                });
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            caller.send(RawCaller.post("/v1/chat/completions", stream ? Rig.STREAM_BODY : Rig.BODY));
            caller.halfClose();
            halfClosed.countDown();
            var answer = caller.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.whole()).isTrue();
            assertThat(answer.text())
                    .isEqualTo(
                            stream
                                    ? Wire.delta("a") + Wire.delta("b") + "data: [DONE]\n\n"
                                    : Wire.completion(Marks.ANSWER));
            assertThat(rig.outcome().status()).isEqualTo(Event.Status.COMPLETED);
            assertThat(caller.closedByProxy())
                    .as("nothing more can be asked on it")
                    .isTrue();
        }
    }

    @Test
    void r4HalfCloseInTheMiddleOfAStreamLeavesTheStreamWhole() throws Exception {
        var halfClosed = new CountDownLatch(1);
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    peer.send(Wire.STREAM_HEAD);
                    peer.chunk(Wire.delta("a"));
                    halfClosed.await();
                    peer.chunk(Wire.delta("b"));
                    peer.chunk("data: [DONE]\n\n");
                    peer.end();
                });
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            caller.send(RawCaller.post("/v1/chat/completions", Rig.STREAM_BODY));
            caller.in().mark(1 << 16);
            assertThat(caller.in().read()).isEqualTo('H');
            caller.in().reset();
            caller.halfClose();
            halfClosed.countDown();
            var answer = caller.answer();
            assertThat(answer.whole()).isTrue();
            assertThat(answer.text()).isEqualTo(Wire.delta("a") + Wire.delta("b") + "data: [DONE]\n\n");
            assertThat(caller.closedByProxy()).isTrue();
        }
    }
}
