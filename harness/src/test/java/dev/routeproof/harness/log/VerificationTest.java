package dev.routeproof.harness.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.HighWaterMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
class VerificationTest {
    @TempDir
    Path folder;

    private Verification.Report verify() throws IOException {
        return Verification.run(List.of(folder));
    }

    private WrittenLog log() throws IOException {
        return new WrittenLog(folder.resolve("p1"), "b1");
    }

    private static WrittenLog exchanges(WrittenLog log, int from, int count) throws IOException {
        for (int i = from; i < from + count; i++) {
            log.exchange("r" + i, "u" + i % 7, WrittenLog.START.plusSeconds(i));
        }
        return log;
    }

    @Test
    void aWholeLogIsSoundAndItsLedgerBalances() throws IOException {
        var log = log();
        exchanges(log, 0, 50).seal();
        exchanges(log, 50, 50).feedback("r3", WrittenLog.START).seal();
        var report = verify();
        assertThat(report.sound()).isTrue();
        assertThat(report.records()).isEqualTo(201);
        assertThat(report.ledger().assigned()).isEqualTo(100);
        assertThat(report.ledger().completed()).isEqualTo(100);
        assertThat(report.ledger().feedback()).isEqualTo(1);
        assertThat(report.lines(1)).contains("The log is whole.");
    }

    @Test
    void aTornEndOfAnOpenSegmentIsNamedAndIsNoCorruption() throws IOException {
        var log = log();
        exchanges(log, 0, 20).seal();
        Path open = exchanges(log, 20, 20).leaveOpen();
        WrittenLog.damage(open, (int) Files.size(open) - 30, null);
        var report = verify();
        assertThat(report.sound()).isTrue();
        assertThat(report.tornBytes()).isPositive();
        assertThat(report.corrupt()).isZero();
        assertThat(report.ledger().inFlight()).isEqualTo(1);
        assertThat(report.lines(1)).anyMatch(line -> line.startsWith("torn: the last "));
    }

    @Test
    void aDamagedRecordIsCorruptionWithItsPlaceAndTheEventThatIsMissing() throws IOException {
        var log = log();
        Path first = exchanges(log, 0, 20).seal();
        exchanges(log, 20, 20).seal();
        WrittenLog.damage(first, 500, "????");
        var report = verify();
        assertThat(report.sound()).isFalse();
        assertThat(report.corrupt()).isEqualTo(1);
        assertThat(report.missing()).containsExactly(new Verification.Missing("b1", 1, 1));
        assertThat(report.findings().getFirst().at()).isZero();
        assertThat(report.lines(1))
                .anyMatch(line -> line.startsWith("CORRUPT: ") && line.contains("aaa-000001.jsonl"))
                .contains("The log is NOT whole: do not rest a verdict on it.");
    }

    @Test
    void theEndOfASealedSegmentIsNeverATornWrite() throws IOException {
        Path sealed = exchanges(log(), 0, 20).seal();
        WrittenLog.damage(sealed, (int) Files.size(sealed) - 30, null);
        assertThat(verify().corrupt()).isEqualTo(1);
        assertThat(verify().sound()).isFalse();
    }

    @Test
    void aDeletedSegmentIsAHoleInTheSequence() throws IOException {
        var log = log();
        exchanges(log, 0, 10).seal();
        Files.delete(exchanges(log, 10, 10).seal());
        exchanges(log, 20, 10).seal();
        assertThat(verify().missing()).containsExactly(new Verification.Missing("b1", 21, 40));
        assertThat(verify().sound()).isFalse();
    }

    @Test
    void recordsWrittenAgainAfterAFailedSyncCountOnce() throws IOException {
        exchanges(log(), 0, 10).seal();
        Files.copy(folder.resolve("p1/aaa-000001.jsonl"), folder.resolve("p1/aaa-000002.jsonl"));
        var report = verify();
        assertThat(report.sound()).isTrue();
        assertThat(report.duplicates()).isEqualTo(20);
        assertThat(report.ledger().completed()).isEqualTo(10);
    }

    @Test
    void anOutcomeThatIsGoneWithoutAnExplanationUnbalancesTheLedger() throws IOException {
        exchanges(log(), 0, 10).decision("lonely", "u", WrittenLog.START).seal();
        assertThat(verify().ledger().balanced()).isFalse();
        assertThat(verify().lines(1)).anyMatch(line -> line.contains("UNBALANCED: 1 without an outcome"));
    }

    @Test
    void whatTheWriterSaysItDroppedBalancesTheLedger() throws IOException {
        exchanges(log(), 0, 10)
                .decision("lonely", "u", WrittenLog.START)
                .add(new Event.Gap(WrittenLog.START, WrittenLog.START, WrittenLog.START, 1, "queue full"))
                .seal();
        var report = verify();
        assertThat(report.sound()).isTrue();
        assertThat(report.ledger().dropped()).isEqualTo(1);
        assertThat(report.lines(1)).contains("gaps: 1, queue full");
    }

    @Test
    void whatACrashMayHaveTakenHasABound() throws IOException {
        var log = log();
        exchanges(log, 0, 10).seal();
        var mark = new HighWaterMark("b1", log.seq() + 300, 4);
        byte[] file = new byte[2 * HighWaterMark.SLOT_BYTES];
        mark.slot().get(file, (int) mark.position(), HighWaterMark.SLOT_BYTES);
        Files.write(folder.resolve("p1").resolve(HighWaterMark.FILE), file);
        assertThat(verify().unwritten())
                .containsExactly(new Verification.Unwritten(folder.resolve("p1").toAbsolutePath(), "b1", 300, false));
    }
}
