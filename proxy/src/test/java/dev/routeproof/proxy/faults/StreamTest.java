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
@Faults
class StreamTest {
    private static final String TEXT = "Grüße, 世界 👩‍🚀 — ok";

    /** What is in flight may sit in the kernel's socket buffers, not on the heap; the delay of others is measured by a script. */
    @Test
    void r5SlowReadersPushBackAndCostNoMemory() throws Exception {
        var sent = new AtomicLong();
        try (var upstream = SlowReaders.provider(sent);
                // A caller who takes nothing for as long as "idle" says is given up; that is not the subject.
                var rig = Rig.plan()
                        .limits(Limiting.with(2_000, Duration.ofMinutes(5)))
                        .inFrontOf(upstream);
                var other = rig.caller()) {
            for (int i = 0; i < 20; i++) {
                assertThat(SlowReaders.fast(other).status()).isEqualTo(200);
            }
            try (var first = rig.caller()) {
                // The allocator takes its arenas once, whoever comes first.
                first.send(RawCaller.post("/v1/chat/completions", Rig.STREAM_BODY));
                assertThat(first.answer().body()).hasSize((int) SlowReaders.STREAM_BYTES);
            }
            System.gc();
            long before = used();
            sent.set(0);
            try (var slow = new SlowReaders(rig)) {
                var steady = new AtomicLong(-1);
                Rig.until("the providers are held back", Duration.ofSeconds(20), () -> {
                    long now = sent.get();
                    boolean still = now > 0 && steady.getAndSet(now) == now;
                    LockSupport.parkNanos(200_000_000L);
                    return still && sent.get() == now;
                });
                System.gc();
                assertThat(used() - before).as("growth of the heap, bytes").isLessThan(16L << 20);
                assertThat(sent.get())
                        .as("bytes the providers could send of %,d", SlowReaders.READERS * SlowReaders.STREAM_BYTES)
                        .isLessThan(SlowReaders.READERS * SlowReaders.STREAM_BYTES / 3);
                for (int i = 0; i < 50; i++) {
                    try (var another = rig.caller()) {
                        assertThat(SlowReaders.fast(another).text()).isEqualTo(Wire.completion(Marks.ANSWER));
                    }
                }
                var late = slow.waiting().answer();
                assertThat(late.whole()).isTrue();
                assertThat(late.body()).as("a stream held back for long").hasSize((int) SlowReaders.STREAM_BYTES);
            }
            Rig.until("the slow ones are gone", () -> rig.proxy.inFlight() == 0);
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
                var rig = Rig.plan().content(Content.FULL).inFrontOf(upstream)) {
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
                var rig = Rig.plan().content(Content.FULL).inFrontOf(upstream);
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
                Wire.delta(Marks.ANSWER) + "data: [DONE]\n\n",
                (Wire.delta(Marks.ANSWER) + "data: [DONE]\n\n").replace("\n", "\r\n"),
                (Wire.delta(Marks.ANSWER) + "data: [DONE]\n\n").replace("\n", "\r"),
                ": comment\n\nevent: message\nid: 7\nretry: 10\n" + Wire.delta(Marks.ANSWER) + "data: [DONE]\n\n",
                "\uFEFF" + Wire.delta(Marks.ANSWER) + "data: [DONE]\n\n",
                "data: {\"choices\":[{\"index\":0,\ndata: \"delta\":{\"content\":\"" + Marks.ANSWER
                        + "\"}}]}\n\ndata:[DONE]\n\n");
        for (String stream : dialects) {
            try (var upstream = ScriptedUpstream.answering(Wire.STREAM_HEAD + Wire.chunk(stream) + "0\r\n\r\n");
                    var rig = Rig.plan().content(Content.FULL).inFrontOf(upstream)) {
                assertThat(rig.ask(true).body()).isEqualTo(stream.getBytes(StandardCharsets.UTF_8));
                assertThat(rig.outcome().answer()).isEqualTo(Marks.ANSWER);
                assertThat(rig.outcome().status()).isEqualTo(Event.Status.COMPLETED);
            }
        }
    }

    @Test
    void manyStreamsAtOnceAllArriveWhole() throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(true));
                var rig = Rig.plan().content(Content.FULL).inFrontOf(upstream);
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
