package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.routeproof.proxy.record.EvidenceLog;
import dev.routeproof.proxy.record.LogSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** D6, R38: the log's disk, 16 MiB of memory, is really full; needs the right to mount one. */
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
                var rig = Rig.plan().sink(log).limits(Limiting.patient()).inFrontOf(upstream);
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
            var found = LogOnDisk.read(folder.resolve("p1"));
            int missing = 2 * asked - found.decisions.size() - found.outcomes.size();
            assertThat(missing).isPositive();
            assertThat(found.dropped).as("events that the gaps own up to").isEqualTo(missing);
        }
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (java.io.IOException noSuchCommand) {
            return false;
        }
    }
}
