package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.record.EvidenceSink;
import dev.routeproof.proxy.shadow.Evaluator;
import dev.routeproof.routing.evidence.Event;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * The promise of shadow: with everything behind the relay broken at once, callers get the same bytes as without shadow,
 * no request fails, and (measured by {@code scripts/shadow-isolation}, never judged here) none feels it.
 */
@Faults
class ShadowIsolationTest {
    /** Requests in each of the two ways; {@code scripts/shadow-isolation} asks for 100,000. */
    private static final int REQUESTS = Integer.getInteger("routeproof.requests", 2_000);

    private static final boolean MEASURING = Boolean.getBoolean("routeproof.measuring");
    private static final int CALLERS = 8;
    private static final AtomicInteger TURN = new AtomicInteger();

    /** The writer is dead and the disk is full: nothing is taken, nothing is ever durable. */
    private static final class DeadLog implements EvidenceSink {
        private final AtomicLong dropped = new AtomicLong();

        @Override
        public boolean offer(Event event) {
            dropped.incrementAndGet();
            return false;
        }

        @Override
        public Future<Void> durable(Event event) {
            return Future.failedFuture("no space left on device");
        }

        @Override
        public long dropped() {
            return dropped.get();
        }

        @Override
        public void close() {}
    }

    /** What callers got: anything that was not the expected answer, and how long each request took. */
    private record Felt(List<String> wrong, long[] nanos) {
        double millis(double quantile) {
            return nanos[(int) Math.min(nanos.length - 1, quantile * nanos.length)] / 1e6;
        }
    }

    @Test
    void everythingInShadowBrokenAtOnceReachesNoCaller() throws Exception {
        var asleep = new CountDownLatch(1);
        Evaluator sleeping = (exchange, prompt) -> {
            try {
                asleep.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("woken at the end");
        };
        var dead = new DeadLog();
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    while (peer.request() instanceof ScriptedUpstream.Received request) {
                        upstreamAnswers(peer, request);
                    }
                });
                var off = Rig.plan().limits(Limiting.patient()).inFrontOf(upstream);
                var broken = Rig.plan()
                        .limits(Limiting.patient())
                        .evaluator(sleeping)
                        .sink(dead)
                        .inFrontOf(upstream)) {
            for (int i = 0; MEASURING && i < 4; i++) {
                ask(off, REQUESTS / 8);
                ask(broken, REQUESTS / 8);
                upstream.received.clear();
            }
            // Turn and turn about, so that whatever else the machine does meets both alike.
            int rounds = MEASURING ? 20 : 2;
            var quiet = new ArrayList<Felt>();
            var shadowed = new ArrayList<Felt>();
            for (int round = 0; round < rounds; round++) {
                quiet.add(ask(off, REQUESTS / rounds));
                shadowed.add(ask(broken, REQUESTS / rounds));
                upstream.received.clear();
            }
            var felt = all(shadowed);
            assertThat(all(quiet).wrong()).isEmpty();
            assertThat(felt.wrong()).isEmpty();
            Rig.until("what is dropped is counted", () -> dead.dropped() > 0);
            if (MEASURING) {
                assertThat(report("everything in shadow broken", all(quiet), felt))
                        .as("added p99, ms")
                        .isLessThanOrEqualTo(1);
            }
            asleep.countDown();
        }
    }

    /** A third of the mirrored calls hang, a third fail, a third are answered without end. */
    private static void misbehave(ScriptedUpstream.Peer peer) throws Exception {
        for (var request = peer.request(); request != null; request = peer.request()) {
            int turn = TURN.getAndIncrement() % 3;
            if (turn == 0) {
                peer.awaitLeft();
                return;
            }
            if (turn == 1) {
                peer.send(Wire.json(500, "{}"));
            } else {
                peer.send(Wire.STREAM_HEAD);
                String much = Wire.chunk(Wire.delta("x".repeat(60_000)));
                while (true) {
                    peer.send(much);
                }
            }
        }
    }

    @Test
    void aMirrorWhoseProviderHangsFailsAndFloodsReachesNoCaller() throws Exception {
        int rounds = MEASURING ? 8 : 2;
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    for (var request = peer.request(); request != null; request = peer.request()) {
                        upstreamAnswers(peer, request);
                    }
                });
                var cheap = ScriptedUpstream.playing(ShadowIsolationTest::misbehave);
                var off = Rig.plan().inFrontOf(upstream);
                var mirroring = MirrorRig.with()
                        .limits("in_flight: 8, rpm: 600, usd_per_day: 1000000")
                        .between(upstream, cheap)) {
            var quiet = new ArrayList<Felt>();
            var mirrored = new ArrayList<Felt>();
            ask(off, REQUESTS / 5);
            for (int round = 0; round < rounds; round++) {
                quiet.add(ask(off, REQUESTS / rounds));
                mirrored.add(ask(mirroring.rig, REQUESTS / rounds));
                upstream.received.clear();
                cheap.received.clear();
            }
            assertThat(all(quiet).wrong()).isEmpty();
            assertThat(all(mirrored).wrong()).isEmpty();
            var counters = mirroring.rig.proxy.mirror().counters();
            Rig.until("mirrored calls have failed", () -> counters.called(Event.Status.FAILED) > 0);
            assertThat(counters.called(Event.Status.COMPLETED)).isZero();
            if (MEASURING) {
                // Printed and not judged: a mirror makes calls of its own, on cores that these callers leave nothing
                // of.
                report("a mirror flooded beside it", all(quiet), all(mirrored));
            }
            mirroring.kill();
        }
    }

    private static void upstreamAnswers(ScriptedUpstream.Peer peer, ScriptedUpstream.Received request)
            throws IOException {
        peer.send(Wire.good(request.text().contains("\"stream\":true")));
    }

    /** Prints what was felt; gives the added p99 in milliseconds. */
    private static double report(String with, Felt quiet, Felt felt) {
        double added = felt.millis(0.99) - quiet.millis(0.99);
        System.out.printf(
                "without: p50 %.3f ms, p99 %.3f ms; %s: p50 %.3f ms, p99 %.3f ms; added p50 %.3f ms, p99 %.3f ms%n",
                quiet.millis(0.5),
                quiet.millis(0.99),
                with,
                felt.millis(0.5),
                felt.millis(0.99),
                felt.millis(0.5) - quiet.millis(0.5),
                added);
        System.out.printf(
                "%,d requests each way, 0 failed, bytes identical; added p99 %s 1 ms%n",
                felt.nanos().length, added <= 1 ? "within" : "ABOVE");
        return added;
    }

    private static Felt all(List<Felt> parts) {
        var wrong = new ArrayList<String>();
        parts.forEach(part -> wrong.addAll(part.wrong()));
        long[] nanos = parts.stream()
                .flatMapToLong(part -> Arrays.stream(part.nanos()))
                .sorted()
                .toArray();
        return new Felt(wrong, nanos);
    }

    private static Felt ask(Rig rig, int requests) throws Exception {
        var wrong = new ArrayList<String>();
        var nanos = new long[requests / CALLERS * CALLERS];
        var threads = new ArrayList<Thread>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int first = caller * (nanos.length / CALLERS);
            boolean stream = caller % 2 == 0;
            threads.add(Thread.ofPlatform().start(() -> {
                try (var connection = rig.caller()) {
                    byte[] request = RawCaller.post("/v1/chat/completions", stream ? Rig.STREAM_BODY : Rig.BODY)
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
                    String expected = stream
                            ? Wire.delta(Wire.FIRST) + Wire.delta(Wire.REST) + "data: [DONE]\n\n"
                            : Wire.completion(Marks.ANSWER);
                    for (int i = first; i < first + nanos.length / CALLERS; i++) {
                        long start = System.nanoTime();
                        var answer = connection.send(request).answer();
                        nanos[i] = System.nanoTime() - start;
                        if (answer.status() != 200
                                || !answer.whole()
                                || !answer.text().equals(expected)) {
                            wrong(wrong, "request " + i + ": " + answer.status() + " " + answer.text());
                        }
                    }
                } catch (Exception failed) {
                    wrong(wrong, failed.toString());
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Arrays.sort(nanos);
        return new Felt(wrong, nanos);
    }

    private static void wrong(List<String> all, String what) {
        synchronized (all) {
            all.add(what);
        }
    }
}
