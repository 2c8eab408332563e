package dev.routeproof.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.EventJson;
import dev.routeproof.routing.evidence.Frame;
import dev.routeproof.routing.evidence.HighWaterMark;
import dev.routeproof.routing.evidence.KeyedHash;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCommandTest {
    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final Instant AT = Instant.parse("2026-05-01T00:00:00Z");

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int harness(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--home";
        all[words.length + 1] = home.toString();
        return Harness.run(new PrintWriter(out), new PrintWriter(err), all);
    }

    @BeforeEach
    void writeALog() throws IOException {
        Path folder = Files.createDirectories(home.resolve("log/p1"));
        Files.writeString(home.resolve("log/install.key"), HexFormat.of().formatHex(KEY));
        String anna = new KeyedHash(KEY).hex("anna@example.org".getBytes(StandardCharsets.UTF_8));
        var buffer = new Frame.Buffer(1 << 12);
        int seq = 0;
        for (String unit : List.of(anna, "other")) {
            seq++;
            buffer.begin();
            EventJson.write(buffer, "b-" + seq, decision("r" + seq, unit));
            buffer.end(seq);
        }
        Files.write(folder.resolve("e-000001.jsonl.open"), buffer.toByteArray());
    }

    private static Event decision(String request, String unit) {
        return new Event.Decision(
                AT,
                request,
                request,
                0,
                "canary",
                "e",
                "c",
                unit,
                "user",
                "control",
                Event.Propensities.ALL_CONTROL,
                "balanced",
                null,
                null,
                null,
                "default",
                "big",
                false,
                "default",
                9,
                List.of(),
                null,
                null);
    }

    private void seal() throws IOException {
        Files.move(home.resolve("log/p1/e-000001.jsonl.open"), home.resolve("log/p1/e-000001.jsonl"));
    }

    @Test
    void verifySaysWhatIsThereAndEndsByIt() throws IOException {
        assertThat(harness("log", "verify")).isZero();
        assertThat(out.toString()).contains("1 segments, 2 records", "2 in flight; balanced", "The log is whole.");
        seal();
        assertThat(harness("log", "verify", "--json")).isEqualTo(3);
        var object = new JsonMapper().readTree(out.toString());
        assertThat(object.path("schema").asText()).isEqualTo("routeproof.log-verify");
        assertThat(object.path("ledger").path("in_flight").asInt()).isEqualTo(2);
        assertThat(object.path("ledger").path("balanced").asBoolean()).isFalse();
    }

    @Test
    void aFolderThatAProxyHoldsIsOpenWithoutAnOpenSegment() throws IOException {
        seal();
        Path folder = home.resolve("log/p1");
        Files.write(folder.resolve(HighWaterMark.FILE), new byte[2 * HighWaterMark.SLOT_BYTES]);
        var mark = new HighWaterMark("b", 100, 0);
        try (var file = FileChannel.open(folder.resolve(HighWaterMark.FILE), StandardOpenOption.WRITE)) {
            file.write(mark.slot(), mark.position());
        }
        try (var held = FileChannel.open(
                        folder.resolve("writer.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = held.tryLock()) {
            assertThat(lock).isNotNull();
            assertThat(harness("log", "verify")).as(out.toString()).isZero();
            assertThat(out.toString())
                    .contains("is still open: a proxy is writing to it")
                    .doesNotContain("LOST");
        }
        assertThat(harness("log", "verify")).isEqualTo(3);
        assertThat(out.toString()).contains("LOST at most 98 events of start b");
    }

    @Test
    void aUserIsFoundByTheKeyOfTheInstallation() throws IOException {
        assertThat(harness("log", "purge", "--user", "anna@example.org")).isEqualTo(6);
        assertThat(err.toString()).contains("1 events to purge are in a segment that is still open.");
        seal();
        assertThat(harness("log", "purge", "--user", "anna@example.org")).isZero();
        assertThat(out.toString()).contains("purged 1 exchanges (1 events) from 1 segments.");
        assertThat(harness("log", "purge", "--user", "anna@example.org", "--json"))
                .isZero();
        assertThat(new JsonMapper().readTree(out.toString()).path("exchanges").asInt())
                .isZero();
    }

    @Test
    void whatIsMissingOrContradictoryIsToldWithTheWayOut() throws IOException {
        assertThat(harness("log")).isEqualTo(2);
        assertThat(harness("log", "purge")).isEqualTo(2);
        assertThat(err.toString()).contains("Say whose exchanges must go (--user or --unit), or from when (--before).");
        assertThat(harness("log", "purge", "--unit", "x", "--before", "2026-01-01"))
                .isEqualTo(2);
        assertThat(harness("log", "purge", "--before", "yesterday")).isEqualTo(2);
        assertThat(err.toString()).contains("--before takes a day such as 2026-06-01, not 'yesterday'.");
        assertThat(harness("log", "verify", home.resolve("nowhere").toString())).isEqualTo(3);
        assertThat(err.toString()).contains("nowhere is not a directory. Name the evidence.dir of proxy.yaml");
        Files.delete(home.resolve("log/install.key"));
        assertThat(harness("log", "purge", "--user", "anna")).isEqualTo(3);
        assertThat(err.toString()).contains("install.key, which is not there or not yours to read.");
    }
}
