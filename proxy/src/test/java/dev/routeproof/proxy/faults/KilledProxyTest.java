package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** D1, D9 and R41, R42: a real proxy process is killed or stopped under load, and a client keeps what was acknowledged. */
@Faults
class KilledProxyTest {
    /** Kills in a row; {@code scripts/kill-proxy} asks for 500. */
    private static final int KILLS = Integer.getInteger("routeproof.kills", 5);

    /** A long run may share its machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    /** Clients that ask and vote without a pause, and remember every acknowledgement. */
    private static final class Load implements AutoCloseable {
        final Set<String> heads = ConcurrentHashMap.newKeySet();
        final Set<String> votes = ConcurrentHashMap.newKeySet();
        final Set<String> whole = ConcurrentHashMap.newKeySet();
        final ConcurrentLinkedQueue<Integer> refused = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean going = new AtomicBoolean(true);
        private final List<Thread> threads = new ArrayList<>();

        Load(int port, int clients, boolean voting) {
            for (int i = 0; i < clients; i++) {
                boolean stream = i % 2 == 0;
                threads.add(Thread.ofVirtual().start(() -> ask(port, stream, voting)));
            }
        }

        private void ask(int port, boolean stream, boolean voting) {
            while (going.get()) {
                try (var caller = new RawCaller(port)) {
                    while (going.get() && once(caller, stream, voting)) {
                        Thread.yield();
                    }
                } catch (IOException gone) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }

        private boolean once(RawCaller caller, boolean stream, boolean voting) throws IOException {
            var answer = caller.send(RawCaller.post("/v1/chat/completions", stream ? Rig.STREAM_BODY : Rig.BODY))
                    .answer();
            String id = answer.header("x-routeproof-request-id");
            if (answer.status() != 200 || id.isEmpty()) {
                if (answer.status() != 0) {
                    refused.add(answer.status());
                }
                return false;
            }
            heads.add(id);
            if (answer.whole()) {
                whole.add(id);
            }
            if (!voting) {
                return answer.whole();
            }
            var vote = caller.send(RawCaller.post("/v1/feedback", "{\"request_id\":\"" + id + "\",\"thumbs\":\"up\"}"))
                    .answer();
            if (vote.status() == 200 && vote.whole()) {
                votes.add(id);
            }
            return vote.whole();
        }

        @Override
        public void close() throws InterruptedException {
            going.set(false);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    @Test
    void d1WhatWasAcknowledgedSurvivesEveryKill() throws Exception {
        var random = new SplittableRandom(41);
        try (var upstream = ScriptedUpstream.playing(peer -> {
            while (peer.request() instanceof ScriptedUpstream.Received request) {
                peer.send(Wire.good(request.text().contains("\"stream\":true")));
            }
        })) {
            int port = ProxyProcess.configure(folder, upstream.baseUrl(), "mode: audit, fsync: group");
            var instance = folder.resolve("log/proxy-" + port);
            try (var first = ProxyProcess.start(folder, port)) {
                assertThat(first.terminate().code()).isZero();
            }
            long acknowledged = 0;
            long lostAtMost = 0;
            for (int kill = 1; kill <= KILLS; kill++) {
                Set<String> heads;
                Set<String> votes;
                try (var proxy = ProxyProcess.start(folder, port);
                        var load = new Load(port, 8, true)) {
                    heads = load.heads;
                    votes = load.votes;
                    Rig.until("something is acknowledged", PATIENCE, () -> votes.size() > 20);
                    LockSupport.parkNanos(random.nextLong(120_000_000));
                    proxy.kill();
                }
                // Only the segments of this run matter: what was whole before stays as it was.
                var log = LogOnDisk.read(instance);
                assertThat(log.decisions.keySet())
                        .as("decisions after kill %d", kill)
                        .containsAll(heads);
                assertThat(log.feedback.keySet())
                        .as("feedback after kill %d", kill)
                        .containsAll(votes);
                assertThat(heads).allMatch(id -> log.decisions.get(id) == 1);
                assertThat(votes).allMatch(id -> log.feedback.get(id) == 1);
                acknowledged += heads.size() + votes.size();
                lostAtMost = log.lostAtMost;
                clear(instance, kill);
                upstream.received.clear();
            }
            System.out.printf(
                    "%d kills, %,d acknowledgements, 0 lost, 0 twice; at most %,d others lost, as the log says%n",
                    KILLS, acknowledged, lostAtMost);
        }
    }

    /** Keeps long runs quick: sealed segments that were checked go, the last ones and the mark stay. */
    private static void clear(Path instance, int kill) throws IOException {
        if (kill % 10 == 0) {
            var segments = dev.routeproof.routing.evidence.SegmentFile.in(instance);
            for (var segment : segments.subList(0, Math.max(0, segments.size() - 20))) {
                java.nio.file.Files.delete(segment.path());
            }
        }
    }

    @Test
    void d9StoppingUnderLoadLosesNothing() throws Exception {
        try (var upstream = ScriptedUpstream.playing(peer -> {
            while (peer.request() instanceof ScriptedUpstream.Received request) {
                peer.send(Wire.good(request.text().contains("\"stream\":true")));
            }
        })) {
            int port = ProxyProcess.configure(folder, upstream.baseUrl(), "mode: drop, fsync: group");
            Set<String> whole;
            ProxyProcess.Ended ended;
            try (var proxy = ProxyProcess.start(folder, port);
                    var load = new Load(port, 32, false)) {
                whole = load.whole;
                Rig.until("there is load", Duration.ofSeconds(30), () -> load.whole.size() > 3_000);
                ended = proxy.terminate();
                assertThat(load.refused).allMatch(status -> status == 503);
            }
            assertThat(ended.code()).isZero();
            assertThat(ended.millis()).as("milliseconds to stop").isLessThan(2_000);
            var log = LogOnDisk.read(folder.resolve("log/proxy-" + port));
            log.balances();
            assertThat(log.outcomes.keySet()).containsAll(whole);
            assertThat(log.damaged).isZero();
            assertThat(log.dropped).isZero();
        }
    }
}
