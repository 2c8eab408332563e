package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.record.EvidenceSink;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.proxy.shadow.Evaluator;
import dev.routeproof.routing.evidence.Event;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R35 to R39: whatever breaks behind the relay, callers see nothing of it. */
@Faults
class ShadowFaultTest {
    @ParameterizedTest
    @ValueSource(strings = {"throws", "overflows", "runs out of memory", "hangs"})
    void r35ABrokenClassifierChangesNoAnswer(String how) throws Exception {
        var hang = new CountDownLatch(1);
        Evaluator broken = (exchange, prompt) -> {
            switch (how) {
                case "throws" -> throw new IllegalStateException("broken");
                case "overflows" -> throw new StackOverflowError();
                case "runs out of memory" -> throw new OutOfMemoryError("so it says");
                default -> {
                    try {
                        hang.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
            throw new IllegalStateException("not reached before the test is over");
        };
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().evaluator(broken).inFrontOf(upstream)) {
            for (int i = 0; i < 20; i++) {
                assertThat(rig.ask(false).text()).isEqualTo(Wire.completion(Marks.ANSWER));
            }
            Rig.until(
                    "every decision is written down",
                    Duration.ofSeconds(20),
                    () -> rig.all(Event.Decision.class).size() == 20);
            rig.outcomes(20);
            var metrics = rig.proxy.metrics();
            assertThat(metrics.shadowFailed.sum() + metrics.shadowDropped.sum()).isEqualTo(20);
            hang.countDown();
        }
    }

    @Test
    void r37AReloadSwapsAtOnceAndRequestsUnderWayKeepTheirs() throws Exception {
        var go = new CountDownLatch(1);
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    go.await();
                    peer.send(Wire.good(false));
                });
                var second = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            caller.send(RawCaller.post("/v1/chat/completions", Rig.BODY));
            Rig.until("the first provider has it", () -> !upstream.received.isEmpty());
            Snapshot fresh = Rig.snapshot(second.baseUrl(), null, null, false);
            rig.proxy.snapshot().set(fresh);
            assertThat(rig.ask(false).status()).isEqualTo(200);
            assertThat(second.received).hasSize(1);
            go.countDown();
            assertThat(caller.answer().status()).isEqualTo(200);
            rig.outcomes(2);
        }
    }

    @Test
    void r39AFullLogDropsAndCountsAndNeverFailsAnAnswer() throws Exception {
        var full = new EvidenceSink() {
            private final AtomicLong dropped = new AtomicLong();

            @Override
            public boolean offer(Event event) {
                dropped.incrementAndGet();
                return false;
            }

            @Override
            public Future<Void> durable(Event event) {
                return Future.failedFuture("disk full");
            }

            @Override
            public long dropped() {
                return dropped.get();
            }

            @Override
            public void close() {}
        };
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().sink(full).inFrontOf(upstream)) {
            String id = "";
            for (int i = 0; i < 50; i++) {
                var answer = rig.ask(false);
                assertThat(answer.status()).isEqualTo(200);
                id = answer.header("x-routeproof-request-id");
            }
            Rig.until("all are counted", () -> full.dropped() == 100);
            assertThat(rig.proxy.metrics().text()).contains("routeproof_evidence_dropped_total 100\n");
            try (var caller = rig.caller()) {
                var refused = caller.send(
                                RawCaller.post("/v1/feedback", "{\"request_id\":\"" + id + "\",\"thumbs\":\"up\"}"))
                        .answer();
                assertThat(refused.status())
                        .as("what is not durable is not acknowledged")
                        .isEqualTo(503);
            }
        }
    }
}
