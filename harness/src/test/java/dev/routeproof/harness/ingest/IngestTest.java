package dev.routeproof.harness.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.EventJson;
import dev.routeproof.routing.evidence.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
    private static final Instant AT = Instant.parse("2026-11-01T10:00:00.123Z");
    private static final List<String> TABLES =
            List.of("decision", "outcome", "feedback", "epoch", "gap", "ingested", "segment");

    @TempDir
    Path folder;

    @Test
    void everyKindOfEventArrivesWithItsFields() throws IOException {
        write("p1", "aaa-000001.jsonl", "b1", 1, 5);
        try (var store = Store.inMemory()) {
            Ingest.Summary done = Ingest.run(store, List.of(folder));
            assertThat(done.events()).isEqualTo(5);
            assertThat(rows(store, "select request_id, p_candidate, candidates, happened_at from decision"))
                    .containsExactly("r1|0.05|[{\"id\":\"q4\",\"task_type\":\"code\",\"confidence\":0.9,\"scores\":"
                            + "{\"code\":0.9,\"simple\":0.1},\"stage\":\"rules\",\"stage_micros\":12,\"late\":false,"
                            + "\"model\":\"small\",\"reason\":\"route\",\"cost_estimated_usd\":0.002}]"
                            + "|2026-11-01 10:00:00.123");
            assertThat(rows(store, "select status, http, latency_ms, cost_usd, first_token_ms from outcome"))
                    .containsExactly("completed|200|812.5|0.0021|null");
            assertThat(rows(store, "select thumbs, feedback_kind, revision, late from feedback"))
                    .containsExactly("down|regenerate|1|false");
            assertThat(rows(store, "select phase, percent, holdout, back_off, cause from epoch"))
                    .containsExactly("canary|5.0|10.0|[\"code\"]|operator");
            assertThat(rows(store, "select \"count\", reason from gap")).containsExactly("7|queue full");
        }
    }

    @Test
    void anyOrderAnyNumberOfTimesAndAnyStopGivesTheSameTables() throws IOException {
        for (int i = 0; i < 6; i++) {
            write("p1", "aaa-00000%d.jsonl".formatted(i + 1), "b1", 1 + i * 50, 50);
        }
        write("p2", "aaa-000001.jsonl", "b2", 1, 80);
        List<String> expected;
        try (var store = Store.inMemory()) {
            Ingest.run(store, List.of(folder));
            expected = contents(store);
        }
        var random = new SplittableRandom(3);
        for (int round = 0; round < 20; round++) {
            try (var store = Store.inMemory()) {
                var copies = new ArrayList<Path>();
                for (Path segment : segments()) {
                    copies.add(segment);
                }
                Collections.shuffle(copies, new Random(round));
                for (Path segment : copies) {
                    // First what a copy of a growing segment holds, then the whole.
                    Path partial = folder.resolveSibling("partial-" + round).resolve(folder.relativize(segment));
                    Files.createDirectories(partial.getParent());
                    byte[] bytes = Files.readAllBytes(segment);
                    Files.write(partial, Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
                    Ingest.run(store, List.of(partial.getParent()));
                    Files.delete(partial);
                }
                Ingest.run(store, List.of(folder));
                Ingest.Summary again = Ingest.run(store, List.of(folder));
                assertThat(again.events()).isZero();
                assertThat(again.unchanged()).isEqualTo(7);
                assertThat(contents(store)).as("round %d", round).isEqualTo(expected);
            }
        }
    }

    @Test
    void recordsWrittenAgainAfterAFailedSyncAreKeptOnce() throws IOException {
        write("p1", "aaa-000001.jsonl", "b1", 1, 30);
        write("p1", "aaa-000002.jsonl", "b1", 21, 30);
        try (var store = Store.inMemory()) {
            Ingest.Summary done = Ingest.run(store, List.of(folder));
            assertThat(done.events()).isEqualTo(50);
            assertThat(done.duplicates()).isEqualTo(10);
            assertThat(rows(store, "select since, until from ingested")).containsExactly("1|50");
        }
    }

    @Test
    void corruptionIsCountedAndWhatStandsAfterItIsRead() throws IOException {
        Path segment = write("p1", "aaa-000001.jsonl", "b1", 1, 20);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 4;
        Files.write(segment, bytes);
        try (var store = Store.inMemory()) {
            Ingest.Summary done = Ingest.run(store, List.of(folder));
            assertThat(done.damaged()).isEqualTo(1);
            assertThat(done.damagedBytes()).isPositive();
            assertThat(done.events()).isEqualTo(19);
        }
    }

    private List<Path> segments() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Path write(String instance, String name, String boot, long firstSeq, int count) throws IOException {
        Path directory = Files.createDirectories(folder.resolve(instance));
        var buffer = new Frame.Buffer(1 << 16);
        for (long seq = firstSeq; seq < firstSeq + count; seq++) {
            buffer.begin();
            try (var json =
                    new JsonFactory().createGenerator(buffer).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                EventJson.write(json, boot + "-" + seq, event(seq));
            }
            buffer.end(seq);
        }
        return Files.write(directory.resolve(name), buffer.toByteArray());
    }

    private static Event event(long seq) {
        return switch ((int) (seq % 5)) {
            case 1 ->
                new Event.Decision(
                        AT,
                        "r" + seq,
                        "g" + seq,
                        0,
                        "canary",
                        "aaa",
                        "config",
                        "unit" + seq % 7,
                        "user",
                        "candidate",
                        new Event.Propensities(0.85, 0.05, 0.1),
                        "balanced",
                        "search",
                        null,
                        null,
                        "default",
                        "small",
                        false,
                        "route",
                        120,
                        List.of(new Event.CandidateDecision(
                                "q4",
                                "code",
                                0.9,
                                new java.util.TreeMap<>(Map.of("code", 0.9, "simple", 0.1)),
                                "rules",
                                12,
                                false,
                                "small",
                                "route",
                                Money.ofUsd(0.002))),
                        "hash",
                        null);
            case 2 ->
                new Event.Outcome(
                        AT,
                        "r" + (seq - 1),
                        Event.Status.COMPLETED,
                        null,
                        200,
                        "small",
                        List.of(new Event.Attempt("small", "200", 812.5, Money.ofUsd(0.0021))),
                        Double.NaN,
                        812.5,
                        90,
                        120,
                        0,
                        95,
                        "reported",
                        Money.ofUsd(0.0021),
                        "stop",
                        true,
                        null);
            case 3 -> new Event.Feedback(AT, "r1", "web", "down", null, 4, "regenerate", "again", 1, false);
            case 4 ->
                new Event.Epoch(
                        AT,
                        "aaa",
                        1,
                        new Event.Allocation("canary", 5, 10, List.of("code")),
                        false,
                        null,
                        AT,
                        new Event.Experiment("q4-canary", "hash", "experiment: q4-canary", "large"),
                        "table",
                        "q4",
                        "config",
                        Event.Cause.OPERATOR,
                        "raised");
            default -> new Event.Gap(AT, AT, AT.plusSeconds(1), 7, "queue full");
        };
    }

    private static List<String> contents(Store store) {
        var all = new ArrayList<String>();
        for (String table : TABLES) {
            all.addAll(rows(store, "select '" + table + "', * from " + table + " order by all"));
        }
        return all;
    }

    private static List<String> rows(Store store, String sql) {
        return store.query(new Query("a test's question", sql), row -> {
            var line = new ArrayList<String>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                line.add(String.valueOf(row.getObject(i)));
            }
            return String.join("|", line).replace("10:00:00.123]", "10:00:00.123");
        });
    }
}
