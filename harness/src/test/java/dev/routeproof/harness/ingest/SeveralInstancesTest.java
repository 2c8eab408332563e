package dev.routeproof.harness.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.evidence.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The logs of several instances are one experiment, whatever their own epochs are called. */
class SeveralInstancesTest {
    private static final String DOCUMENT =
            "experiment: live\\ncandidate: q4\\nphase: canary\\npercent: 50\\nholdout: 10\\nunit: user\\nfeedback_hours: 24\\n";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-03T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final Map<String, List<String>> logs = new TreeMap<>();

    private void event(String instance, String kind, String time, String fields) {
        List<String> log = logs.computeIfAbsent(instance, first -> new ArrayList<>());
        log.add("{\"kind\":\"%s\",\"event_id\":\"%s-%d\",\"at\":\"2026-11-01T%s.000Z\",%s}"
                .formatted(kind, instance, log.size() + 1, time, fields));
    }

    private void epoch(String instance, String time, int ordinal, int percent) {
        event(instance, "epoch", time, """
                "epoch":"%1$d-%2$d","ordinal":%2$d,"allocation":{"phase":"canary","percent":%1$d,"holdout":10,"back_off":[]},\
                "experiment":{"id":"live","rollout":"hash","default":"large","document":"%3$s"},"candidate":"q4",\
                "config":"c","cause":"operator","note":""
                """.formatted(percent, ordinal, DOCUMENT).strip());
    }

    private void served(String instance, String time, int ordinal, int percent, String id, String arm) {
        double candidate = 0.9 * percent / 100;
        event(instance, "decision", time, """
                "request_id":"%1$s","attempt_group":"%1$s","retry":0,"phase":"canary","epoch":"%2$d-%3$d",\
                "unit":"0123456789abcdef0123456789abcdef","unit_kind":"user","arm":"%4$s","propensities":\
                {"control":%5$s,"candidate":%6$s,"holdout":0.1},"mode":"eco","override":false,"reason":"table",\
                "candidates":[{"id":"q4","task_type":"code","scores":{"code":0.9},"model":"small"}]
                """.formatted(id, percent, ordinal, arm, 0.9 - candidate, candidate)
                .strip());
        event(instance, "outcome", time, """
                "request_id":"%s","status":"completed","served_model":"large","latency_ms":5
                """.formatted(id).strip());
    }

    private List<String> rows(String sql) throws IOException {
        for (var log : logs.entrySet()) {
            var frames = new Frame.Buffer(1 << 12);
            for (int i = 0; i < log.getValue().size(); i++) {
                frames.begin();
                frames.writeBytes(log.getValue().get(i).getBytes(StandardCharsets.UTF_8));
                frames.end(i + 1);
            }
            Path segment = folder.resolve(log.getKey()).resolve("e-000001.jsonl");
            Files.createDirectories(segment.getParent());
            Files.write(segment, frames.toByteArray());
        }
        try (var store = Store.inMemory()) {
            Ingest.run(store, List.of(folder));
            LoggedExperiments.refresh(store, CLOCK);
            assertThat(
                            query(
                                    store,
                                    "select epoch, arm, task_type, sum(assigned)::bigint from assigned group by all order by all"))
                    .as("the ledger adds up over the instances")
                    .isEqualTo(query(
                            store, "select epoch, arm, task_type, count(*) from exchange group by all order by all"));
            return query(store, sql);
        }
    }

    private static List<String> query(Store store, String sql) {
        return store.query(new Query("a question of this test", sql), row -> {
            var cells = new ArrayList<String>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                cells.add(String.valueOf(row.getObject(i)));
            }
            return String.join("|", cells);
        });
    }

    private static final String EPOCHS = "select request_id, epoch from exchange order by request_id";

    /** The second was restarted twice, so its ordinals are ahead; it follows the change four seconds later. */
    @Test
    void instancesWithOneAllocationAreInOneEpoch() throws IOException {
        epoch("a", "00:00:00", 1, 5);
        epoch("b", "00:00:01", 3, 5);
        served("a", "01:00:00", 1, 5, "r1", "control");
        served("b", "01:00:00", 3, 5, "r2", "control");
        epoch("a", "02:00:00", 2, 20);
        served("b", "02:00:02", 3, 5, "r3", "control");
        served("a", "02:00:03", 2, 20, "r4", "candidate");
        epoch("b", "02:00:04", 4, 20);
        served("b", "03:00:00", 4, 20, "r5", "candidate");
        epoch("b", "04:00:00", 5, 20);
        served("b", "05:00:00", 5, 20, "r6", "candidate");
        served("a", "05:00:00", 2, 20, "r7", "candidate");
        assertThat(rows(EPOCHS)).containsExactly("r1|1", "r2|1", "r3|1", "r4|2", "r5|2", "r6|2", "r7|2");
    }

    /** One goes back to an old allocation for a while and returns: from then on both are in one epoch again. */
    @Test
    void whoReturnsToTheOthersAllocationIsInTheirEpochAgain() throws IOException {
        epoch("a", "00:00:00", 1, 5);
        epoch("b", "00:00:00", 1, 5);
        epoch("a", "01:00:00", 2, 20);
        epoch("b", "01:00:00", 2, 20);
        served("a", "02:00:00", 2, 20, "r1", "candidate");
        epoch("b", "03:00:00", 3, 5);
        served("a", "03:30:00", 2, 20, "r2", "candidate");
        served("b", "03:30:00", 3, 5, "r3", "control");
        epoch("b", "04:00:00", 4, 20);
        served("a", "05:00:00", 2, 20, "r4", "candidate");
        served("b", "05:00:00", 4, 20, "r5", "candidate");
        assertThat(rows(EPOCHS)).containsExactly("r1|2", "r2|2", "r3|3", "r4|4", "r5|4");
    }

    @Test
    void aRetryAfterAChangeIsATrialOfTheEpochBefore() throws IOException {
        epoch("a", "00:00:00", 1, 5);
        epoch("a", "01:00:00", 2, 20);
        served("a", "00:59:59", 1, 5, "r1", "control");
        event("a", "decision", "01:00:01", """
                "request_id":"r2","attempt_group":"r1","retry":1,"phase":"canary","epoch":"20-2",\
                "unit":"0123456789abcdef0123456789abcdef","unit_kind":"user","arm":"candidate","propensities":\
                {"control":0.72,"candidate":0.18,"holdout":0.1},"mode":"eco","override":false,"reason":"table",\
                "candidates":[{"id":"q4","task_type":"code","scores":{"code":0.9},"model":"small"}]""");
        assertThat(rows(EPOCHS)).containsExactly("r1|1");
    }
}
