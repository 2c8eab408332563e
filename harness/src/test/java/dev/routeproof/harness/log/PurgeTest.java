package dev.routeproof.harness.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.harness.ingest.Ingest;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
class PurgeTest {
    private static final Purge.What ANNA = new Purge.What.Units(Set.of("anna"));

    @TempDir
    Path folder;

    private WrittenLog log;

    /** 30 exchanges a segment, one in three of them Anna's, with feedback on some; the third segment is open. */
    @BeforeEach
    void writeALog() throws IOException {
        log = new WrittenLog(folder.resolve("p1"), "b1");
        for (int i = 0; i < 90; i++) {
            log.exchange("r" + i, i % 3 == 0 ? "anna" : "bert", WrittenLog.START.plus(Duration.ofDays(i)));
            if (i % 10 == 0) {
                log.feedback("r" + i, WrittenLog.START.plus(Duration.ofDays(i)));
            }
            if (i == 29 || i == 59) {
                log.seal();
            }
        }
    }

    @Test
    void nothingOfTheUserIsLeftAndTheLogStaysWhole() throws IOException {
        log.seal();
        Purge.Done done = Purge.run(List.of(folder), ANNA, false);
        assertThat(done).isEqualTo(new Purge.Done(30, 63, 3, 0, 0));
        assertThat(contents()).doesNotContain("anna").doesNotContain("\"r0\"").contains("bert", "\"r1\"");
        var report = Verification.run(List.of(folder));
        assertThat(report.sound()).isTrue();
        assertThat(report.missing()).isEmpty();
        assertThat(report.ledger().assigned()).isEqualTo(60);
        assertThat(report.ledger().purged().decisions()).isEqualTo(30);
        assertThat(report.ledger().purged().outcomes()).isEqualTo(30);
        assertThat(report.ledger().purged().feedback()).isEqualTo(3);
        assertThat(Purge.run(List.of(folder), ANNA, false)).isEqualTo(new Purge.Done(0, 0, 0, 0, 0));
    }

    @Test
    void whatWasMirroredOfThemGoesToo() throws IOException {
        log.mirror("r0", WrittenLog.START).mirror("r1", WrittenLog.START);
        log.seal();
        try (var store = Store.inMemory()) {
            Ingest.run(store, List.of(folder));
            assertThat(count(store, "select count(*) from mirror")).isEqualTo("2");
            assertThat(Purge.run(List.of(folder), ANNA, false).events()).isEqualTo(64);
            var ledger = Verification.run(List.of(folder)).ledger();
            assertThat(ledger.purged().mirrors()).isEqualTo(1);
            assertThat(ledger.mirrors()).isEqualTo(1);
            assertThat(Ingest.run(store, List.of(folder)).purged()).isEqualTo(64);
            assertThat(count(store, "select string_agg(request_id, ',') from mirror"))
                    .isEqualTo("r1");
        }
    }

    @Test
    void aDryRunOnlyCounts() throws IOException {
        log.seal();
        String before = contents();
        assertThat(Purge.run(List.of(folder), ANNA, true).exchanges()).isEqualTo(30);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void anOpenSegmentIsLeftAloneAndCounted() throws IOException {
        Path open = log.leaveOpen();
        byte[] before = Files.readAllBytes(open);
        assertThat(Purge.run(List.of(folder), ANNA, false).stillOpen()).isEqualTo(21);
        assertThat(Files.readAllBytes(open)).isEqualTo(before);
    }

    @Test
    void everythingBeforeADayGoesAndLaterExchangesStay() throws IOException {
        log.seal();
        long day = WrittenLog.START.plus(Duration.ofDays(45)).toEpochMilli();
        Purge.Done done = Purge.run(List.of(folder), new Purge.What.Before(day), false);
        assertThat(done.exchanges()).isEqualTo(45);
        var report = Verification.run(List.of(folder));
        assertThat(report.sound()).isTrue();
        assertThat(report.ledger().assigned()).isEqualTo(45);
        assertThat(report.records()).as("a run leaves one record").isLessThan(110);
        assertThat(contents()).doesNotContain("\"r44\"").contains("\"r45\"");
    }

    @Test
    void anExchangeThatBeganBeforeTheDayGoesWithItsEnd() throws IOException {
        var border = WrittenLog.START.plus(Duration.ofDays(200));
        log.decision("long", "bert", border.minusSeconds(1)).outcome("long", border.plusSeconds(9));
        log.seal();
        Purge.run(List.of(folder), new Purge.What.Before(border.toEpochMilli()), false);
        assertThat(contents()).doesNotContain("\"long\"");
        assertThat(Verification.run(List.of(folder)).sound()).isTrue();
    }

    @Test
    void theLastEventOfASegmentKeepsItsNumberForTheNextStart() throws IOException {
        Path last = log.seal();
        Purge.run(List.of(folder), new Purge.What.Before(Long.MAX_VALUE), false);
        var scanned = Segments.scan(
                dev.routeproof.routing.evidence.SegmentFile.parse(last).orElseThrow(),
                Segments.eachEvent((seq, event) -> {}));
        assertThat(scanned.lastSeq()).isEqualTo(log.seq());
        assertThat(scanned.records()).isEqualTo(2);
    }

    @Test
    void theStoreFollowsWhateverItReadBeforeAndInWhateverOrder() throws IOException {
        log.seal();
        Path copy = folder.resolveSibling(folder.getFileName() + "-copy").resolve("p1");
        Files.createDirectories(copy);
        for (Path segment : segments()) {
            Files.copy(segment, copy.resolve(segment.getFileName()));
        }
        try (var before = Store.inMemory();
                var after = Store.inMemory();
                var copyLater = Store.inMemory()) {
            Ingest.run(before, List.of(folder));
            assertThat(count(before, "select count(*) from decision where unit = 'anna'"))
                    .isEqualTo("30");
            Purge.run(List.of(folder), ANNA, false);
            Purge.run(List.of(folder), new Purge.What.Units(Set.of("r1", "bert2")), false);
            assertThat(Ingest.run(before, List.of(folder)).purged()).isEqualTo(63);
            Ingest.run(after, List.of(folder));
            Ingest.run(copyLater, List.of(folder));
            Ingest.run(copyLater, List.of(copy.getParent()));
            Ingest.run(copyLater, List.of(folder));
            assertThat(count(before, "select count(*) from decision where unit = 'anna'"))
                    .isEqualTo("0");
            assertThat(tables(before)).isEqualTo(tables(after));
            assertThat(events(copyLater)).isEqualTo(events(after));
            assertThat(Ingest.run(before, List.of(folder)).purged()).isZero();
        }
    }

    @Test
    void aPurgeThatIsStoppedLeavesTheOldSegmentOrTheNew() throws IOException {
        log.seal();
        Files.writeString(folder.resolve("p1/aaa-000001.jsonl.purging"), "half of it");
        assertThat(Verification.run(List.of(folder)).sound()).isTrue();
        assertThat(Purge.run(List.of(folder), ANNA, false).exchanges()).isEqualTo(30);
        assertThat(Verification.run(List.of(folder)).sound()).isTrue();
        assertThat(folder.resolve("p1/aaa-000001.jsonl.purging")).doesNotExist();
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("p1"))) {
            return files.sorted().toList();
        }
    }

    private String contents() throws IOException {
        var all = new StringBuilder();
        for (Path file : segments()) {
            all.append(Files.readString(file));
        }
        return all.toString();
    }

    private static String tables(Store store) {
        return events(store)
                + Stream.of("ingested", "segment")
                        .map(table -> rows(store, table))
                        .collect(Collectors.joining());
    }

    private static String events(Store store) {
        return Stream.of("decision", "outcome", "feedback", "gap")
                .map(table -> rows(store, table))
                .collect(Collectors.joining());
    }

    private static String rows(Store store, String table) {
        return store.query(
                        new Query(table, "select t::varchar from " + table + " t order by 1"), row -> row.getString(1))
                .toString();
    }

    private static String count(Store store, String sql) {
        return new ArrayList<>(store.query(new Query("a test's question", sql), row -> row.getString(1))).getFirst();
    }
}
