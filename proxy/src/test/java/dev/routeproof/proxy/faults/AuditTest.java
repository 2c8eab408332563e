package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.record.Audit;
import dev.routeproof.proxy.record.EvidenceLog;
import dev.routeproof.proxy.record.EvidenceSink;
import dev.routeproof.proxy.record.LogSettings;
import dev.routeproof.routing.evidence.Event;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R39 in audit mode, and P1 for the head: no answer without durable evidence about it. */
@Faults
class AuditTest {
    /** A log that does what a test says with what must be durable. */
    private static final class Scripted implements EvidenceSink {
        private final Function<Event, Future<Void>> durable;
        private final ConcurrentLinkedQueue<Event> offered = new ConcurrentLinkedQueue<>();

        Scripted(Function<Event, Future<Void>> durable) {
            this.durable = durable;
        }

        @Override
        public boolean offer(Event event) {
            return offered.add(event);
        }

        @Override
        public Future<Void> durable(Event event) {
            return durable.apply(event);
        }

        @Override
        public long dropped() {
            return 0;
        }

        @Override
        public void close() {}

        Event.Outcome outcome() throws InterruptedException {
            Rig.until("there is an outcome", () -> offered.stream().anyMatch(Event.Outcome.class::isInstance));
            return (Event.Outcome) offered.stream()
                    .filter(Event.Outcome.class::isInstance)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theHeadWaitsUntilTheDecisionIsDurable(boolean stream) throws Exception {
        Promise<Void> disk = Promise.promise();
        var decisions = new ConcurrentLinkedQueue<Event>();
        var sink = new Scripted(event -> {
            decisions.add(event);
            return disk.future();
        });
        try (var upstream = ScriptedUpstream.answering(Wire.good(stream));
                var rig = Rig.plan()
                        .audit(Audit.WAIT)
                        .sink(sink)
                        .limits(Limiting.patient())
                        .inFrontOf(upstream);
                var caller = rig.caller()) {
            caller.send(RawCaller.post("/v1/chat/completions", stream ? Rig.STREAM_BODY : Rig.BODY));
            Rig.until("the decision is at the log", () -> !decisions.isEmpty());
            assertThat(caller.in().available()).isZero();
            disk.complete();
            var answer = caller.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.whole()).isTrue();
            assertThat(answer.text()).contains(Wire.FIRST);
            assertThat(sink.outcome().status()).isEqualTo(Event.Status.COMPLETED);
            assertThat(decisions).as("one decision, one record").hasSize(1);
            assertThat(sink.offered).noneMatch(Event.Decision.class::isInstance);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void r39AFullQueueRefusesWhereThatIsConfigured(boolean stream) throws Exception {
        var sink = new Scripted(event -> Future.failedFuture("full"));
        try (var upstream = ScriptedUpstream.answering(Wire.good(stream));
                var rig = Rig.plan().audit(Audit.REFUSE).sink(sink).inFrontOf(upstream)) {
            var answer = rig.ask(stream);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("retry-after")).isEqualTo("1");
            assertThat(answer.text()).contains("The evidence log cannot take this request.");
            assertThat(sink.outcome().error()).isEqualTo("audit_unavailable");
            Rig.until(
                    "the decision is offered", () -> sink.offered.stream().anyMatch(Event.Decision.class::isInstance));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void r39AFullQueueHoldsBackWhereThatIsConfigured(boolean stream) throws Exception {
        var refusals = new AtomicInteger(20);
        var sink = new Scripted(
                event -> refusals.getAndDecrement() > 0 ? Future.failedFuture("full") : Future.succeededFuture());
        try (var upstream = ScriptedUpstream.answering(Wire.good(stream));
                var rig = Rig.plan()
                        .audit(Audit.WAIT)
                        .sink(sink)
                        .limits(Limiting.patient())
                        .inFrontOf(upstream)) {
            var answer = rig.ask(stream);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.whole()).isTrue();
            assertThat(refusals.get()).isNegative();
        }
    }

    @Test
    void anAnswerThatNeverGetsItsEvidenceIsRefusedAtTheDeadlineAndTheProviderIsFreed() throws Exception {
        var sink = new Scripted(event -> Promise.<Void>promise().future());
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    peer.send(Wire.STREAM_HEAD + Wire.chunk(Wire.delta("x")));
                    peer.awaitLeft();
                });
                var rig = Rig.plan().audit(Audit.WAIT).sink(sink).inFrontOf(upstream)) {
            assertThat(rig.ask(true).status()).isEqualTo(503);
            upstream.leftAfterMillis(System.nanoTime());
            assertThat(sink.outcome().error()).isEqualTo("audit_unavailable");
        }
    }

    @Test
    void aClassifierThatHangsCostsAnAuditedAnswerNoMoreThanItsPatience() throws Exception {
        var hang = new CountDownLatch(1);
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan()
                        .audit(Audit.WAIT)
                        .limits(Limiting.patient())
                        .evaluator((exchange, prompt) -> {
                            try {
                                hang.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            throw new IllegalStateException("too late");
                        })
                        .inFrontOf(upstream)) {
            assertThat(rig.ask(false).status()).isEqualTo(200);
            assertThat(rig.all(Event.Decision.class)).hasSize(1);
            hang.countDown();
        }
    }

    @Test
    void whoSeesAHeadFindsItsDecisionOnTheDisk(@TempDir Path folder) throws Exception {
        var log = EvidenceLog.open(LogSettings.of(folder, "p1"), "boot", "e", Clock.systemUTC());
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().audit(Audit.WAIT).sink(log).inFrontOf(upstream)) {
            for (int i = 0; i < 50; i++) {
                String id = rig.ask(false).header("x-routeproof-request-id");
                assertThat(written(folder.resolve("p1"))).contains("\"kind\":\"decision\"", id);
            }
        }
    }

    private static String written(Path folder) throws Exception {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().contains(".jsonl")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
