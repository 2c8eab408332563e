package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.routeproof.proxy.record.EvidenceLog;
import dev.routeproof.proxy.record.LogSettings;
import dev.routeproof.routing.config.proxy.ProxyConfig.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * D6, R38: the system really refuses the log's writes. Once because 16 MiB of memory are full, which needs the right to
 * mount them; and once because the process may not write, which needs no right and is never skipped.
 */
@Faults
class FullDiskTest {
    @TempDir
    Path folder;

    @Test
    void r38AFullDiskFailsNoAnswerAndTheLogHealsWhenThereIsRoom() throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder.toString()),
                "mounting is not allowed here");
        try {
            fillAndHeal();
        } finally {
            run("umount", "-l", folder.toString());
        }
    }

    private void fillAndHeal() throws Exception {
        var usual = LogSettings.of(folder, "p1");
        var settings = new LogSettings(
                folder, "p1", 1 << 20, usual.sealAfter(), usual.commitEvery(), usual.commitRecords(), 64, true);
        var log = EvidenceLog.open(settings, "boot", "e", Clock.systemUTC());
        String body = Rig.BODY.replace("hi", "x".repeat(200_000));
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan()
                        .content(Content.FULL)
                        .sink(log)
                        .limits(Limiting.patient())
                        .inFrontOf(upstream);
                var caller = rig.caller()) {
            int asked = 0;
            while (log.counters().failures() == 0 || asked < 150) {
                asked++;
                assertThat(caller.send(RawCaller.post("/v1/chat/completions", body))
                                .answer()
                                .status())
                        .as("answer %d", asked)
                        .isEqualTo(200);
                assertThat(asked).as("requests until the disk is full").isLessThan(2_000);
            }
            rig.nothingLeaks();
            Rig.until(
                    "the queue is full and what is dropped is counted",
                    Duration.ofSeconds(10),
                    () -> log.dropped() > 0);
            long full = System.nanoTime();
            assertThat(run("mount", "-o", "remount,size=256m", folder.toString()))
                    .isTrue();
            Rig.until("everything that waits is durable", () -> log.depth() == 0);
            assertThat((System.nanoTime() - full) / 1e9).as("seconds to heal").isLessThan(5);
            log.close();
            var found = LogOnDisk.read(folder.resolve("p1"), true);
            int missing = 2 * asked - found.decisions.size() - found.outcomes.size();
            assertThat(missing).isPositive();
            assertThat(found.dropped).as("events that the gaps own up to").isEqualTo(missing);
        }
    }

    @Test
    void d6AProcessThatMayNotWriteFailsNoAnswerAcknowledgesNothingAndHeals() throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false))) {
            int port = ProxyProcess.configure(folder, upstream.baseUrl(), "mode: drop, fsync: group");
            Path log = folder.resolve("log/proxy-" + port);
            int asked = 0;
            try (var proxy = ProxyProcess.start(folder, port);
                    var caller = new RawCaller(port);
                    var voter = new RawCaller(port)) {
                String id = "";
                for (; asked < 100; asked++) {
                    id = ask(caller);
                }
                Rig.until("something is written", () -> bytes(log) > 10_000);
                // First in the middle of a record, then not a byte more.
                limitFiles(proxy, Long.toString(bytes(log) + 10_000));
                for (; asked < 200; asked++) {
                    id = ask(caller);
                }
                limitFiles(proxy, "0");
                voter.send(RawCaller.post("/v1/feedback", "{\"request_id\":\"" + id + "\",\"thumbs\":\"up\"}"));
                for (; asked < 300; asked++) {
                    ask(caller);
                }
                long stuck = bytes(log);
                for (; asked < 600; asked++) {
                    ask(caller);
                }
                assertThat(bytes(log)).as("bytes written where none may be").isEqualTo(stuck);
                assertThat(voter.in().available())
                        .as("a vote that is not durable")
                        .isZero();
                long healing = System.nanoTime();
                limitFiles(proxy, "unlimited");
                assertThat(voter.answer().status()).isEqualTo(200);
                assertThat((System.nanoTime() - healing) / 1e9)
                        .as("seconds to heal")
                        .isLessThan(5);
                assertThat(proxy.terminate().code()).isZero();
            }
            var found = LogOnDisk.read(log);
            found.balances();
            assertThat(found.decisions).hasSize(asked);
            assertThat(found.feedback).hasSize(1);
            assertThat(found.dropped).isZero();
        }
    }

    private static String ask(RawCaller caller) throws Exception {
        var answer =
                caller.send(RawCaller.post("/v1/chat/completions", Rig.BODY)).answer();
        assertThat(answer.text()).isEqualTo(Wire.completion(Marks.ANSWER));
        return answer.header("x-routeproof-request-id");
    }

    /** Sets the soft limit only: who may lower it may raise it again. */
    private static void limitFiles(ProxyProcess proxy, String bytes) throws Exception {
        assertThat(run("prlimit", "--pid", Long.toString(proxy.pid()), "--fsize=" + bytes + ":"))
                .as("prlimit, of util-linux")
                .isTrue();
    }

    private static long bytes(Path log) {
        try (var files = Files.list(log)) {
            return files.filter(file -> file.toString().contains(".jsonl"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
