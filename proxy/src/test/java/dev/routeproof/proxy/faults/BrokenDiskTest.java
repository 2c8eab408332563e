package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.record.EvidenceLog;
import dev.routeproof.proxy.record.FaultyDisk;
import dev.routeproof.proxy.record.FaultyDisk.Fault;
import dev.routeproof.proxy.record.LogSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R38 and R39: the log's disk is full, failing, read-only, gone or stalled; answers go on and the log heals. */
@Faults
class BrokenDiskTest {
    private static final int CAPACITY = 64;

    /** Ten times what the queue holds, at two events a request. */
    private static final int REQUESTS = 10 * CAPACITY / 2;

    @TempDir
    Path folder;

    private EvidenceLog log(FaultyDisk disk) throws Exception {
        var usual = LogSettings.of(folder, "p1");
        return disk.open(new LogSettings(
                folder,
                "p1",
                usual.sealBytes(),
                usual.sealAfter(),
                usual.commitEvery(),
                usual.commitRecords(),
                CAPACITY,
                true));
    }

    private static void answered(RawCaller caller, int requests) throws Exception {
        for (int i = 0; i < requests; i++) {
            boolean stream = i % 2 == 0;
            var answer = caller.send(RawCaller.post("/v1/chat/completions", stream ? Rig.STREAM_BODY : Rig.BODY))
                    .answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.whole()).isTrue();
            assertThat(answer.text()).contains(Wire.FIRST);
        }
    }

    private static ScriptedUpstream good() throws Exception {
        return ScriptedUpstream.playing(peer -> {
            while (peer.request() instanceof ScriptedUpstream.Received request) {
                peer.send(Wire.good(request.text().contains("\"stream\":true")));
            }
        });
    }

    private static RawCaller vote(Rig rig, String requestId) throws Exception {
        return rig.caller()
                .send(RawCaller.post("/v1/feedback", "{\"request_id\":\"" + requestId + "\",\"thumbs\":\"up\"}"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"FULL", "IO_ERROR", "READ_ONLY", "STALLED"})
    void r38ABrokenDiskFailsNoAnswerAndTheLogHealsAndOwnsUp(Fault fault) throws Exception {
        var disk = new FaultyDisk();
        var log = log(disk);
        int before = 10;
        try (var upstream = good();
                var rig = Rig.plan().sink(log).limits(Limiting.patient()).inFrontOf(upstream);
                var caller = rig.caller();
                AutoCloseable heals = () -> disk.set(Fault.NONE)) {
            answered(caller, before);
            Rig.until("what came before is durable", () -> log.depth() == 0);
            disk.set(fault);
            answered(caller, REQUESTS);
            rig.nothingLeaks();
            Rig.until("the queue is full and what is dropped is counted", () -> log.dropped() > 0);
            assertThat(disk.hits()).isPositive();
            assertThat(log.counters().failures() > 0).as("failures are counted").isEqualTo(fault != Fault.STALLED);
            assertThat(log.stalledNanos()).as("waiting shows").isPositive();
            disk.set(Fault.NONE);
            Rig.until("the log has healed", Duration.ofSeconds(5), () -> log.depth() == 0);
            String id = rig.ask(false).header("x-routeproof-request-id");
            try (var vote = vote(rig, id)) {
                assertThat(vote.answer().status()).isEqualTo(200);
            }
            rig.nothingLeaks();
            Rig.until("the last events are durable", () -> log.depth() == 0);
        }
        var found = LogOnDisk.read(folder.resolve("p1"));
        int asked = before + REQUESTS + 1;
        int missing = 2 * asked - found.decisions.size() - found.outcomes.size();
        assertThat(missing).isPositive();
        assertThat(found.dropped).as("events that the gaps own up to").isEqualTo(missing);
        assertThat(found.feedback).hasSize(1);
        assertThat(found.damaged > 0)
                .as("half a record at the end of a segment that was given up")
                .isEqualTo(fault == Fault.FULL);
    }

    @Test
    void r38ADeletedFolderFailsNoAnswerAndTheLogGoesOnInANewOne() throws Exception {
        var log = log(new FaultyDisk());
        String after;
        try (var upstream = good();
                var rig = Rig.plan().sink(log).limits(Limiting.patient()).inFrontOf(upstream);
                var caller = rig.caller()) {
            answered(caller, 10);
            try (var files = Files.walk(folder.resolve("p1"))) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            answered(caller, 10);
            Rig.until(
                    "the loss is noticed",
                    Duration.ofSeconds(5),
                    () -> log.counters().failures() > 0);
            after = rig.ask(false).header("x-routeproof-request-id");
            try (var vote = vote(rig, after)) {
                assertThat(vote.answer().status()).isEqualTo(200);
            }
            rig.nothingLeaks();
            Rig.until("the last events are durable", () -> log.depth() == 0);
        }
        var found = LogOnDisk.read(folder.resolve("p1"));
        assertThat(found.decisions).containsKey(after);
        assertThat(found.feedback).containsKey(after);
    }

    @Test
    void r39AQueueFullAtTenTimesItsSizeDropsAndCountsEveryEventOfIt() throws Exception {
        var disk = new FaultyDisk();
        var log = log(disk);
        try (var upstream = good();
                var rig = Rig.plan().sink(log).limits(Limiting.patient()).inFrontOf(upstream);
                var caller = rig.caller();
                AutoCloseable heals = () -> disk.set(Fault.NONE)) {
            disk.set(Fault.STALLED);
            answered(caller, REQUESTS);
            rig.nothingLeaks();
            Rig.until("every event is held or dropped", () -> log.dropped() + log.depth() >= 2 * REQUESTS);
            assertThat(log.depth()).isLessThanOrEqualTo(CAPACITY);
            assertThat(rig.proxy.metrics().text())
                    .contains("routeproof_evidence_dropped_total " + log.dropped() + "\n");
            String id = rig.ask(false).header("x-routeproof-request-id");
            try (var vote = vote(rig, id)) {
                assertThat(vote.answer().status())
                        .as("what cannot become durable is not acknowledged")
                        .isEqualTo(503);
            }
            rig.nothingLeaks();
            disk.set(Fault.NONE);
            Rig.until("the log has healed", Duration.ofSeconds(5), () -> log.depth() == 0);
        }
        var found = LogOnDisk.read(folder.resolve("p1"));
        int missing = 2 * (REQUESTS + 1) - found.decisions.size() - found.outcomes.size();
        assertThat(found.dropped).isEqualTo(missing).isGreaterThanOrEqualTo(2 * REQUESTS - 2 * CAPACITY);
        assertThat(found.feedback).isEmpty();
    }
}
