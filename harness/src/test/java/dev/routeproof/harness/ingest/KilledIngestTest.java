package dev.routeproof.harness.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.harness.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** D7 and D8: a process that ingests is killed anywhere; run again in any order, the tables are those of one run. */
@Tag("faults")
class KilledIngestTest {
    /** Kills, each of an ingest from the beginning; {@code scripts/kill-ingest} asks for 200. */
    private static final int KILLS = Integer.getInteger("routeproof.ingest.kills", 4);

    private static final int SEGMENTS = 12;
    private static final int EVENTS = 1_500;
    /** So few that a kill meets one of many transactions. */
    private static final long ROWS_TOGETHER = 3_000;

    @TempDir
    Path folder;

    /** The process that is killed. Its arguments: the store's home, then log directories. */
    static final class Ingesting {
        private Ingesting() {}

        public static void main(String[] arguments) throws IOException {
            try (var store = Store.open(Path.of(arguments[0]))) {
                System.out.println("begun");
                Ingest.run(store, directories(arguments), ROWS_TOGETHER);
            }
            System.out.println("done");
        }

        private static List<Path> directories(String[] arguments) {
            return List.of(arguments).subList(1, arguments.length).stream()
                    .map(Path::of)
                    .toList();
        }
    }

    @Test
    void killedAnywhereAndRunAgainInAnyOrderTheTablesAreTheSame() throws Exception {
        var directories = new ArrayList<Path>();
        for (int i = 0; i < SEGMENTS; i++) {
            Path directory = folder.resolve("log-" + i);
            SampleSegments.write(
                    directory, "p1", "aaa-%06d.jsonl".formatted(i + 1), "b1", 1 + (long) i * EVENTS, EVENTS);
            directories.add(directory);
        }
        List<String> expected;
        try (var store = Store.inMemory()) {
            Ingest.run(store, directories);
            expected = SampleSegments.contents(store);
        }
        var random = new SplittableRandom(7);
        long whole = unharmed(directories);
        int partial = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            Path home = folder.resolve("home");
            killed(home, directories, random.nextLong(whole));
            Collections.shuffle(directories, new Random(kill));
            try (var store = Store.open(home)) {
                long found = rows(store);
                partial += found > 0 && found < (long) SEGMENTS * EVENTS ? 1 : 0;
                for (int again = 0; again < 3; again++) {
                    Ingest.run(store, directories, ROWS_TOGETHER);
                    Collections.shuffle(directories, new Random(again));
                }
                assertThat(SampleSegments.contents(store)).as("kill %d", kill).isEqualTo(expected);
            }
            delete(home);
            if (kill % 10 == 1) {
                try (var store = Store.open(home)) {
                    Ingest.run(store, directories, ROWS_TOGETHER);
                    assertThat(SampleSegments.contents(store))
                            .as("deleted and ingested again, %d", kill)
                            .isEqualTo(expected);
                }
                delete(home);
            }
        }
        System.out.printf(
                "ingest killed at %d points, %d of them with some of the %,d events in the store; run 3 times more,"
                        + " shuffled: the same tables each time, also from a deleted store%n",
                KILLS, partial, (long) SEGMENTS * EVENTS);
    }

    /** Nanoseconds that an ingest takes that nobody kills. */
    private long unharmed(List<Path> directories) throws Exception {
        Path home = folder.resolve("unharmed");
        Process process = start(home, directories);
        try (var said = said(process)) {
            assertThat(said.readLine()).isEqualTo("begun");
            long begun = System.nanoTime();
            assertThat(said.readLine()).isEqualTo("done");
            return System.nanoTime() - begun;
        } finally {
            end(process);
        }
    }

    private void killed(Path home, List<Path> directories, long after) throws Exception {
        Process process = start(home, directories);
        try (var said = said(process)) {
            assertThat(said.readLine()).isEqualTo("begun");
            LockSupport.parkNanos(after);
        } finally {
            end(process);
        }
    }

    private Process start(Path home, List<Path> directories) throws IOException {
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                // A killed process cannot delete the native library that it unpacked.
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("unpacked")),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Ingesting.class.getName(),
                home.toString()));
        directories.forEach(directory -> command.add(directory.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("errors").toFile()))
                .start();
    }

    private static BufferedReader said(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private void end(Process process) throws Exception {
        process.destroyForcibly().waitFor();
        delete(folder.resolve("unpacked"));
    }

    private static long rows(Store store) {
        return SampleSegments.rows(
                        store,
                        "select (select count(*) from decision) + (select count(*) from outcome)"
                                + " + (select count(*) from feedback) + (select count(*) from epoch)"
                                + " + (select count(*) from gap)")
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
