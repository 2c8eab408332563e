package dev.routeproof.proxy.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.SegmentFile;
import dev.routeproof.routing.evidence.SegmentScan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
class EvidenceLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T10:00:00Z"), ZoneOffset.UTC);
    private static final Path FOLDER = Path.of("/log");

    @TempDir
    Path folder;

    @BeforeAll
    static void keepTheOutputReadable() {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            if (!(thrown instanceof FakeDisk.PowerLoss)) {
                thrown.printStackTrace();
            }
        });
    }

    @Test
    void whatWasAcknowledgedIsReadBackInOrder() throws Exception {
        try (var log = EvidenceLog.open(LogSettings.of(folder, "p1"), "boot1", "e1", CLOCK)) {
            List<CompletableFuture<Void>> acknowledged = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                acknowledged.add(durable(log, feedback("r" + i)));
            }
            CompletableFuture.allOf(acknowledged.toArray(CompletableFuture[]::new))
                    .get(10, TimeUnit.SECONDS);
            assertThat(requests(LogFiles.DISK, folder.resolve("p1"))).hasSize(1_000);
        }
        assertThat(requests(LogFiles.DISK, folder.resolve("p1")).values()).containsExactlyElementsOf(names(1_000));
        assertThat(LogFiles.DISK.list(folder.resolve("p1")))
                .noneMatch(path -> path.toString().endsWith(".open"));
    }

    @Test
    void anEventNobodyWaitsForIsWrittenSoonToo() throws Exception {
        try (var log = EvidenceLog.open(LogSettings.of(folder, "p1"), "boot1", "e1", CLOCK)) {
            assertThat(log.offer(feedback("quiet"))).isTrue();
            durable(log, feedback("marker")).get(10, TimeUnit.SECONDS);
            assertThat(requests(LogFiles.DISK, folder.resolve("p1")).values()).containsExactly("quiet", "marker");
        }
    }

    @Test
    void whatWasJustWrittenMakesNobodyWaitAndEnoughEventsDoNotWait() throws Exception {
        var patient = new LogSettings(folder, "p1", 64 << 20, Duration.ofHours(1), Duration.ofHours(1), 8, 100, true);
        try (var log = EvidenceLog.open(patient, "boot1", "e1", CLOCK)) {
            for (int i = 0; i < 20; i++) {
                durable(log, feedback("waited for " + i)).get(10, TimeUnit.SECONDS);
            }
            long before = log.counters().written();
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (log.counters().written() == before && System.nanoTime() < deadline) {
                log.offer(feedback("nobody waits"));
                TimeUnit.MILLISECONDS.sleep(1);
            }
            assertThat(log.counters().written()).isGreaterThan(before);
            assertThat(log.counters().dropped()).isZero();
        }
    }

    @Test
    void whoWaitsBehindMoreThanOneBatchTakesIsNotLeftWaiting() throws Exception {
        var patient = new LogSettings(folder, "p1", 64 << 20, Duration.ofHours(1), Duration.ofHours(1), 8, 100, true);
        try (var log = EvidenceLog.open(patient, "boot1", "e1", CLOCK)) {
            for (int i = 0; i < 3; i++) {
                log.offer(feedback(i + "r".repeat(600_000)));
            }
            durable(log, feedback("waited for")).get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aSecondWriterOnTheSameFolderIsRefusedWithTheWayOut() throws Exception {
        var settings = LogSettings.of(folder, "p1");
        try (var first = EvidenceLog.open(settings, "boot1", "e1", CLOCK)) {
            assertThatThrownBy(() -> EvidenceLog.open(settings, "boot2", "e1", CLOCK))
                    .isInstanceOf(LogTaken.class)
                    .hasMessageContaining("another proxy is writing to")
                    .hasMessageContaining("instance name");
            assertThat(first.offer(feedback("still working"))).isTrue();
        }
        EvidenceLog.open(settings, "boot3", "e1", CLOCK).close();
    }

    @Test
    void aNewEpochBeginsANewSegmentThatCarriesItsName() throws Exception {
        try (var log = EvidenceLog.open(LogSettings.of(folder, "p1"), "boot1", "aaa", CLOCK)) {
            durable(log, feedback("before")).get(10, TimeUnit.SECONDS);
            durable(log, epoch("bbb")).get(10, TimeUnit.SECONDS);
            durable(log, feedback("after")).get(10, TimeUnit.SECONDS);
        }
        assertThat(LogFiles.DISK.list(folder.resolve("p1")).stream()
                        .flatMap(path -> SegmentFile.parse(path).stream())
                        .map(SegmentFile::epoch))
                .containsExactly("aaa", "bbb");
    }

    @Test
    void nothingAcknowledgedIsLostByPowerLossAtAnyPoint() throws Exception {
        var random = new SplittableRandom(11);
        for (int point = 3; point <= 1_000; point++) {
            var disk = new FakeDisk().loseThePowerAt(3 + point % 97);
            Set<String> acknowledged = new HashSet<>();
            int offered = runUntilPowerLoss(disk, acknowledged);
            FakeDisk after = disk.afterPowerLoss(random);
            Recovery recovery = Recovery.run(after, FOLDER.resolve("p1"), FOLDER.resolve("p1/high-water"));
            Map<String, String> found = requests(after, FOLDER.resolve("p1"));
            assertThat(found.values()).as("power loss at %d", point).containsAll(acknowledged);
            assertThat(new ArrayList<>(found.values())).isEqualTo(names(found.size()));
            assertThat(recovery.lostAtMost())
                    .as("the bound of the loss, power loss at %d", point)
                    .isGreaterThanOrEqualTo(recovery.mark().isEmpty() ? 0 : Math.min(offered, 256) - found.size());
        }
    }

    @Test
    void aFailedSyncPoisonsTheSegmentAndNothingAcknowledgedIsLost() throws Exception {
        var disk = new FakeDisk();
        try (var log = EvidenceLog.open(LogSettings.of(FOLDER, "p1"), "boot1", "e1", CLOCK, disk)) {
            durable(log, feedback("r0")).get(10, TimeUnit.SECONDS);
            disk.failForces(2);
            durable(log, feedback("r1")).get(10, TimeUnit.SECONDS);
            durable(log, feedback("r2")).get(10, TimeUnit.SECONDS);
            assertThat(log.counters().failures()).isEqualTo(2);
        }
        assertThat(requests(disk.afterPowerLoss(new SplittableRandom(1)), FOLDER.resolve("p1"))
                        .values())
                .containsExactly("r0", "r1", "r2");
    }

    @Test
    void aFullDiskRefusesNothingUntilTheQueueIsFullThenCountsAndLeavesAGap() throws Exception {
        var disk = new FakeDisk();
        var settings =
                new LogSettings(FOLDER, "p1", 64 << 20, Duration.ofHours(1), Duration.ofMillis(5), 256, 10, true);
        try (var log = EvidenceLog.open(settings, "boot1", "e1", CLOCK, disk)) {
            disk.failWrites(3);
            int refused = 0;
            for (int i = 0; i < 40; i++) {
                refused += log.offer(feedback("r" + i)) ? 0 : 1;
            }
            assertThat(refused).isEqualTo(30);
            assertThat(log.counters().dropped()).isEqualTo(30);
            CompletableFuture<Void> healed = durable(log, feedback("healed"));
            while (healed.isCompletedExceptionally()) {
                healed = durable(log, feedback("healed"));
                Thread.onSpinWait();
            }
            healed.get(5, TimeUnit.SECONDS);
        }
        long inGaps = 0;
        for (String json : texts(disk, FOLDER.resolve("p1"))) {
            if (json.contains("\"kind\":\"gap\"")) {
                inGaps += Long.parseLong(json.replaceAll(".*\"count\":(\\d+).*", "$1"));
            }
        }
        assertThat(inGaps).isGreaterThanOrEqualTo(30);
    }

    @Test
    void aDeletedSegmentIsNoticedAndWritingGoesOnInANewOne() throws Exception {
        var disk = new FakeDisk();
        try (var log = EvidenceLog.open(LogSettings.of(FOLDER, "p1"), "boot1", "e1", CLOCK, disk)) {
            durable(log, feedback("r0")).get(10, TimeUnit.SECONDS);
            disk.list(FOLDER.resolve("p1")).forEach(disk::delete);
            long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (requests(disk, FOLDER.resolve("p1")).isEmpty() && System.nanoTime() < deadline) {
                durable(log, feedback("r1")).get(5, TimeUnit.SECONDS);
            }
            assertThat(requests(disk, FOLDER.resolve("p1"))).isNotEmpty();
            assertThat(log.counters().failures()).isPositive();
        }
    }

    @Test
    void afterACleanEndNothingCountsAsLost() throws Exception {
        EvidenceLog.open(LogSettings.of(folder, "p1"), "boot1", "e1", CLOCK).close();
        try (var log = EvidenceLog.open(LogSettings.of(folder, "p1"), "boot2", "e1", CLOCK)) {
            durable(log, feedback("r0")).get(10, TimeUnit.SECONDS);
        }
        try (var log = EvidenceLog.open(LogSettings.of(folder, "p1"), "boot3", "e1", CLOCK)) {
            assertThat(log.counters().lostAtMost()).isZero();
            assertThat(log.counters().tornBytes()).isZero();
        }
    }

    private static int runUntilPowerLoss(FakeDisk disk, Set<String> acknowledged) throws Exception {
        EvidenceLog log;
        try {
            log = EvidenceLog.open(LogSettings.of(FOLDER, "p1"), "boot1", "e1", CLOCK, disk);
        } catch (FakeDisk.PowerLoss beforeTheStart) {
            return 0;
        }
        int offered = 0;
        while (log.writing() && offered < 300) {
            String name = "r" + offered++;
            if (offered % 3 == 0) {
                CompletableFuture<Void> durable = durable(log, feedback(name));
                while (log.writing() && !durable.isDone()) {
                    Thread.onSpinWait();
                }
                if (durable.isDone()) {
                    acknowledged.add(name);
                }
            } else {
                log.offer(feedback(name));
            }
        }
        log.close();
        return offered;
    }

    private static CompletableFuture<Void> durable(EvidenceLog log, Event event) {
        return log.durable(event).toCompletionStage().toCompletableFuture();
    }

    private static List<String> names(int count) {
        var all = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            all.add("r" + i);
        }
        return all;
    }

    private static Event feedback(String request) {
        return new Event.Feedback(CLOCK.instant(), request, "rater", "up", null, 0, null, null, 0, false);
    }

    private static Event epoch(String id) {
        var allocation = new Event.Allocation("canary", 5, 5, List.of());
        return new Event.Epoch(
                CLOCK.instant(),
                id,
                2,
                allocation,
                false,
                null,
                CLOCK.instant(),
                null,
                null,
                null,
                "config",
                Event.Cause.OPERATOR,
                "raised");
    }

    /** Request names by event id, in order of first appearance. */
    private static Map<String, String> requests(LogFiles files, Path directory) throws IOException {
        var found = new LinkedHashMap<String, String>();
        for (String json : texts(files, directory)) {
            if (json.contains("\"request_id\"")) {
                found.put(
                        json.replaceAll(".*\"event_id\":\"([^\"]+)\".*", "$1"),
                        json.replaceAll(".*\"request_id\":\"([^\"]+)\".*", "$1"));
            }
        }
        return found;
    }

    private static List<String> texts(LogFiles files, Path directory) throws IOException {
        var all = new ArrayList<String>();
        List<SegmentFile> segments = files.list(directory).stream()
                .flatMap(path -> SegmentFile.parse(path).stream())
                .sorted(Comparator.comparingLong(SegmentFile::number))
                .toList();
        for (SegmentFile segment : segments) {
            try (InputStream in = files.read(segment.path())) {
                SegmentScan.scan(in, new SegmentScan.Visitor() {
                    @Override
                    public void record(long seq, byte[] buffer, int from, int to) {
                        all.add(new String(buffer, from, to - from, StandardCharsets.UTF_8));
                    }

                    @Override
                    public void damaged(long start, long end) {
                        // A torn tail: what stands there was never acknowledged.
                    }
                });
            }
        }
        return all;
    }
}
