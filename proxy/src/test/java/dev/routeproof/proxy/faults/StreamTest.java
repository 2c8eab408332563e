package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.config.proxy.ProxyConfig.Content;
import dev.routeproof.routing.evidence.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** R5 to R8: streams in odd pieces, odd dialects, and callers that read slowly. */
class StreamTest {
    private static final String TEXT = "Grüße, 世界 👩‍🚀 — ok";

    @Test
    void r5SlowReadersPushBackAndCostNoMemory() throws Exception {
        var sent = new AtomicLong();
        int slow = 50;
        byte[] piece = Wire.chunk("data: " + "x".repeat(16_000) + "\n\n").getBytes(StandardCharsets.UTF_8);
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.socket().setSendBufferSize(64 << 10);
                    while (peer.request() instanceof ScriptedUpstream.Received request) {
                        if (request.text().contains("fast")) {
                            peer.send(Wire.good(false));
                            continue;
                        }
                        peer.send(Wire.STREAM_HEAD);
                        for (int i = 0; i < 50 * 64; i++) {
                            peer.send(piece);
                            sent.addAndGet(piece.length);
                        }
                    }
                });
                var rig = Rig.plan()
                        .content(Content.HASH)
                        .limits(Limiting.patient())
                        .inFrontOf(upstream)) {
            for (int i = 0; i < 20; i++) {
                askFast(rig);
            }
            var callers = new ArrayList<RawCaller>();
            for (int i = 0; i < 4; i++) {
                // The allocator takes its arenas once, whoever comes first.
                callers.add(rig.caller().send(RawCaller.post("/v1/chat/completions", Rig.STREAM_BODY)));
            }
            Rig.until("the first ones stream", () -> sent.get() > 16 << 20);
            System.gc();
            long before = used();
            for (int i = 0; i < slow; i++) {
                var caller = rig.caller();
                caller.socket().setReceiveBufferSize(4_096);
                callers.add(caller.send(RawCaller.post("/v1/chat/completions", Rig.STREAM_BODY)));
            }
            var steady = new AtomicLong(-1);
            Rig.until("the providers are held back", Duration.ofSeconds(20), () -> {
                long now = sent.get();
                boolean still = now > 0 && steady.getAndSet(now) == now;
                LockSupport.parkNanos(300_000_000L);
                return still && sent.get() == now;
            });
            // What is in flight sits in the kernel's socket buffers, not on the heap.
            System.gc();
            assertThat(used() - before).isLessThan(16L << 20);
            long worst = 0;
            for (int i = 0; i < 50; i++) {
                long start = System.nanoTime();
                askFast(rig);
                worst = Math.max(worst, System.nanoTime() - start);
            }
            assertThat(worst / 1e6).as("slowest of 50 other requests, ms").isLessThan(250);
            for (RawCaller caller : callers) {
                caller.close();
            }
            Rig.until("the slow ones are gone", () -> rig.proxy.inFlight() == 0);
        }
    }

    private static void askFast(Rig rig) throws Exception {
        try (var caller = rig.caller()) {
            var request = RawCaller.post("/v1/chat/completions", Rig.BODY.replace("hi", "fast"));
            assertThat(caller.send(request).answer().status()).isEqualTo(200);
        }
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void r6OneByteATimeArrivesWholeInAnyScript() throws Exception {
        String stream = Wire.delta(TEXT) + "data: [DONE]\n\n";
        byte[] wire = (Wire.STREAM_HEAD + Wire.chunk(stream) + "0\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    for (byte b : wire) {
                        peer.send(new byte[] {b});
                    }
                });
                var rig = Rig.plan().inFrontOf(upstream)) {
            var answer = rig.ask(true);
            assertThat(answer.body()).isEqualTo(stream.getBytes(StandardCharsets.UTF_8));
            assertThat(rig.outcome().answer()).isEqualTo(TEXT).doesNotContain("\uFFFD");
        }
    }

    @Test
    void r7EverySplitOfAStreamGivesTheSameBytesAndTheSameEvents() throws Exception {
        String stream = Wire.delta(TEXT).repeat(20) + "data: [DONE]\n\n";
        byte[] wire = (Wire.STREAM_HEAD + Wire.chunk(stream) + "0\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        var split = new AtomicLong();
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    while (peer.request() != null) {
                        int at = (int) split.getAndIncrement() % wire.length;
                        peer.send(Arrays.copyOfRange(wire, 0, at));
                        peer.send(Arrays.copyOfRange(wire, at, wire.length));
                    }
                });
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            assertThat(wire.length).isGreaterThan(1_900);
            byte[] expected = stream.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < wire.length; i++) {
                var answer = caller.send(RawCaller.post("/v1/chat/completions", Rig.STREAM_BODY))
                        .answer();
                assertThat(answer.body()).as("split at %d", i).isEqualTo(expected);
            }
            assertThat(rig.outcomes(wire.length))
                    .extracting(Event.Outcome::answer)
                    .allMatch(TEXT.repeat(20)::equals);
        }
    }

    @Test
    void r8EveryDialectOfEventStreamsIsRelayedVerbatimAndRead() throws Exception {
        var dialects = List.of(
                Wire.delta("Hello") + "data: [DONE]\n\n",
                (Wire.delta("Hello") + "data: [DONE]\n\n").replace("\n", "\r\n"),
                (Wire.delta("Hello") + "data: [DONE]\n\n").replace("\n", "\r"),
                ": comment\n\nevent: message\nid: 7\nretry: 10\n" + Wire.delta("Hello") + "data: [DONE]\n\n",
                "\uFEFF" + Wire.delta("Hello") + "data: [DONE]\n\n",
                "data: {\"choices\":[{\"index\":0,\ndata: \"delta\":{\"content\":\"Hello\"}}]}\n\ndata:[DONE]\n\n");
        for (String stream : dialects) {
            try (var upstream = ScriptedUpstream.answering(Wire.STREAM_HEAD + Wire.chunk(stream) + "0\r\n\r\n");
                    var rig = Rig.plan().inFrontOf(upstream)) {
                assertThat(rig.ask(true).body()).isEqualTo(stream.getBytes(StandardCharsets.UTF_8));
                assertThat(rig.outcome().answer()).isEqualTo("Hello");
                assertThat(rig.outcome().status()).isEqualTo(Event.Status.COMPLETED);
            }
        }
    }

    @Test
    void manyStreamsAtOnceAllArriveWhole() throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(true));
                var rig = Rig.plan().inFrontOf(upstream);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> ask = () -> rig.ask(true).whole();
            var answers = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 200; i++) {
                answers.add(threads.submit(ask));
            }
            for (var answer : answers) {
                assertThat(answer.get()).isTrue();
            }
            rig.outcomes(200);
        }
    }
}
