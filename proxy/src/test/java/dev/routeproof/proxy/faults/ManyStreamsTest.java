package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R40 and R41 in a proxy process of its own: its heap, its signal, its exit code, its log. */
@Faults
class ManyStreamsTest {
    private static final int PIECES = 20;

    @TempDir
    Path folder;

    private final CountDownLatch go = new CountDownLatch(1);

    private ScriptedUpstream streaming() throws Exception {
        return ScriptedUpstream.playing(peer -> {
            while (peer.request() != null) {
                peer.send(Wire.STREAM_HEAD + Wire.chunk(Wire.delta(Marks.ANSWER)));
                go.await();
                for (int i = 0; i < PIECES; i++) {
                    peer.chunk(Wire.delta("x"));
                }
                peer.chunk("data: [DONE]\n\n");
                peer.end();
            }
        });
    }

    /** So many streams, each of which has reached the provider. */
    private static List<RawCaller> open(int streams, int port, ScriptedUpstream upstream) throws Exception {
        var callers = new ArrayList<RawCaller>();
        while (callers.size() < streams) {
            for (int i = 0; i < 100; i++) {
                callers.add(new RawCaller(port).send(RawCaller.post("/v1/chat/completions", Rig.STREAM_BODY)));
            }
            Rig.until(
                    callers.size() + " streams are under way",
                    Duration.ofSeconds(20),
                    () -> upstream.received.size() == callers.size());
        }
        return callers;
    }

    private static void allWhole(List<RawCaller> callers) throws Exception {
        String expected = Wire.delta(Marks.ANSWER) + Wire.delta("x").repeat(PIECES) + "data: [DONE]\n\n";
        for (RawCaller caller : callers) {
            var answer = caller.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.whole()).isTrue();
            assertThat(answer.text()).isEqualTo(expected);
            caller.close();
        }
    }

    private static RawCaller.Answer ask(int port) throws Exception {
        try (var caller = new RawCaller(port)) {
            return caller.send(RawCaller.post("/v1/chat/completions", Rig.STREAM_BODY))
                    .answer();
        }
    }

    /** A request that asks no provider. */
    private static RawCaller.Answer models(int port) throws Exception {
        try (var caller = new RawCaller(port)) {
            return caller.send("GET /v1/models HTTP/1.1\r\nHost: proxy\r\n\r\n").answer();
        }
    }

    @Test
    void r40TwoThousandStreamsFitInHalfAGibibyteAndMoreAreTurnedAway() throws Exception {
        int streams = 2_000;
        try (var upstream = streaming()) {
            int port = ProxyProcess.configure(folder, upstream.baseUrl(), "mode: drop, fsync: group");
            try (var proxy = ProxyProcess.start(folder, port, "-Xmx512m", "-XX:+ExitOnOutOfMemoryError")) {
                var callers = open(streams, port, upstream);
                for (int i = 0; i < 20; i++) {
                    var refused = ask(port);
                    assertThat(refused.status()).isEqualTo(503);
                    assertThat(refused.header("retry-after")).isEqualTo("1");
                }
                go.countDown();
                allWhole(callers);
                Rig.until("there is room again", () -> {
                    try {
                        return ask(port).status() == 200;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
                assertThat(proxy.terminate().code()).isZero();
                assertThat(proxy.output()).doesNotContain("OutOfMemoryError");
            }
            var log = LogOnDisk.read(folder.resolve("log/proxy-" + port));
            log.balances();
            assertThat(log.statuses).containsEntry("completed", streams + 1);
            assertThat(log.dropped).isZero();
        }
    }

    @Test
    void r41ToldToStopItLetsStreamsFinishFlushesAndExitsWithZero() throws Exception {
        int streams = 200;
        try (var upstream = streaming()) {
            int port = ProxyProcess.configure(folder, upstream.baseUrl(), "mode: drop, fsync: group");
            try (var proxy = ProxyProcess.start(folder, port)) {
                var callers = open(streams, port, upstream);
                var ended = CompletableFuture.supplyAsync(() -> {
                    try {
                        return proxy.terminate();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
                Rig.until("new requests are refused", () -> {
                    try {
                        return models(port).status() == 503;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
                int early = upstream.received.size();
                assertThat(ask(port).status()).isEqualTo(503);
                assertThat(upstream.received).as("a draining proxy asks nobody").hasSize(early);
                assertThat(ended).isNotDone();
                go.countDown();
                allWhole(callers);
                var end = ended.get();
                assertThat(end.code()).isZero();
                assertThat(end.millis()).as("milliseconds to stop").isLessThan(30_000);
            }
            var log = LogOnDisk.read(folder.resolve("log/proxy-" + port));
            log.balances();
            assertThat(log.statuses).containsExactly(Map.entry("completed", streams));
            assertThat(log.dropped).isZero();
            assertThat(log.lostAtMost).isZero();
            assertThat(log.damaged).isZero();
        }
    }

    @Test
    void r45ASecondProxyOnTheSameLogEndsWithAReasonAndTheFirstGoesOn() throws Exception {
        go.countDown();
        try (var upstream = streaming()) {
            int port = ProxyProcess.configure(folder, upstream.baseUrl(), "mode: drop, fsync: group");
            try (var first = ProxyProcess.start(folder, port)) {
                assertThat(ProxyProcess.endsByItself(folder)).isEqualTo(3);
                assertThat(first.output()).contains("another proxy is writing to");
                assertThat(first.alive()).isTrue();
                assertThat(ask(port).status()).isEqualTo(200);
                assertThat(first.terminate().code()).isZero();
            }
            var log = LogOnDisk.read(folder.resolve("log/proxy-" + port));
            log.balances();
            assertThat(log.statuses).containsEntry("completed", 1);
        }
    }
}
