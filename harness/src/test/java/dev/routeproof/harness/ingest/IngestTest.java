package dev.routeproof.harness.ingest;

import static dev.routeproof.harness.ingest.SampleSegments.contents;
import static dev.routeproof.harness.ingest.SampleSegments.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.harness.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
class IngestTest {
    @TempDir
    Path folder;

    @Test
    void everyKindOfEventArrivesWithItsFields() throws IOException {
        write("p1", "aaa-000001.jsonl", "b1", 1, 6);
        try (var store = Store.inMemory()) {
            Ingest.Summary done = Ingest.run(store, List.of(folder));
            assertThat(done.events()).isEqualTo(6);
            assertThat(
                            rows(
                                    store,
                                    "select request_id, candidate, model, status, error, http, first_token_ms, latency_ms,"
                                            + " cost_usd, counted_usd, tool_calls, same_answer, answer_hash, answer, calls from mirror"))
                    .containsExactly(
                            "r4|q4|tiny|failed|http_500|500|null|12.5|null|0.25|2|false|abc|Paris|[{\"name\":\"f\"}]");
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
        return SampleSegments.write(folder, instance, name, boot, firstSeq, count);
    }
}
