package dev.routeproof.harness.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.harness.experiment.StoredExperiment;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy's own log becomes an experiment that can be judged. */
class LoggedExperimentsTest {
    private static final String DOCUMENT =
            "experiment: live\\ncandidate: q4\\nphase: canary\\npercent: 50\\nholdout: 10\\nunit: user\\nfeedback_hours: 24\\n"
                    + "metrics: {primary: {name: bad_outcome, margin: 0.02, mde: 0.02}, gain: {name: cost}}\\n";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-03T00:00:00Z"), ZoneOffset.UTC);
    private static final String UNIT = "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    private final List<String> events = new ArrayList<>();

    @BeforeEach
    void epochs() {
        epoch("e-1", 1, "[]");
        epoch("e-2", 2, "[\"code\"]");
    }

    private void epoch(String id, int ordinal, String backOff) {
        event("""
                "kind":"epoch",%s"at":"2026-11-01T00:00:0%d.000Z","epoch":"%s","ordinal":%d,"allocation":{"phase":"canary","percent":50,"holdout":10,"back_off":%s},"experiment":{"id":"live","rollout":"hash%d","default":"large","document":"%s"},"candidate":"q4","config":"c","cause":"start","note":""
                """.strip(), ordinal, id, ordinal, backOff, ordinal, DOCUMENT);
    }

    private void event(String format, Object... values) {
        var all = new Object[values.length + 1];
        all[0] = "\"event_id\":\"boot-" + (events.size() + 1) + "\",";
        System.arraycopy(values, 0, all, 1, values.length);
        events.add("{" + format.formatted(all) + "}");
    }

    private void decision(
            String id, String group, int retry, String epoch, String arm, String unitKind, String reason) {
        boolean outside = reason.startsWith("default: ");
        event(
                """
                "kind":"decision",%s"at":"2026-11-01T10:00:00.000Z","request_id":"%s","attempt_group":"%s","retry":%d,"phase":"canary","epoch":"%s","unit":"%s","unit_kind":"%s","arm":"%s","propensities":{"control":0.45,"candidate":%s,"holdout":0.1},"mode":"eco","override":%s,"reason":"%s","candidates":[{"id":"q4","task_type":"code","scores":{"code":0.9},"model":"small"}]
                """.strip(),
                id,
                group,
                retry,
                epoch,
                UNIT,
                unitKind,
                arm,
                outside ? "0" : "0.45",
                reason.equals("override"),
                reason);
    }

    private void outcome(String id, String status, double latency) {
        event("""
                "kind":"outcome",%s"at":"2026-11-01T10:00:01.000Z","request_id":"%s","status":"%s","served_model":"large","first_token_ms":5,"latency_ms":%s,"input_tokens":10,"output_tokens":20,"cost_usd":0.25
                """.strip(), id, status, latency);
    }

    private void vote(String id, String at, int revision, String fields) {
        event(
                "\"kind\":\"feedback\",%s\"at\":\"%s\",\"request_id\":\"%s\",\"rater\":\"caller\",\"revision\":%d,%s",
                at, id, revision, fields);
    }

    private Store ingested() throws IOException {
        var frames = new Frame.Buffer(1 << 12);
        for (int i = 0; i < events.size(); i++) {
            frames.begin();
            frames.writeBytes(events.get(i).getBytes(StandardCharsets.UTF_8));
            frames.end(i + 1);
        }
        Path segment = folder.resolve("p1/e-1-000001.jsonl");
        Files.createDirectories(segment.getParent());
        Files.write(segment, frames.toByteArray());
        var store = Store.inMemory();
        Ingest.run(store, List.of(folder));
        return store;
    }

    private List<String> exchanges(String columns) throws IOException {
        try (var store = ingested()) {
            LoggedExperiments.refresh(store, CLOCK);
            assertThat(LoggedExperiments.refresh(store, CLOCK))
                    .as("again changes nothing")
                    .containsExactly("live");
            assertThat(rows(store, "select hash, count(*) from experiment group by 1"))
                    .containsExactly("hash2|1");
            assertThat(rows(store, "select sum(assigned) from assigned"))
                    .as("the ledger balances")
                    .isEqualTo(rows(store, "select count(*)::bigint from exchange"));
            return rows(store, "select request_id, " + columns + " from exchange order by request_id");
        }
    }

    private static List<String> rows(Store store, String sql) {
        return store.query(new Query("a question of this test", sql), row -> {
            var cells = new ArrayList<String>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                cells.add(String.valueOf(row.getObject(i)));
            }
            return String.join("|", cells);
        });
    }

    @Test
    void aRoutedRequestIsAnExchangeOfItsArmAndEpoch() throws IOException {
        decision("a", "a", 0, "e-1", "candidate", "user", "table");
        outcome("a", "completed", 20);
        assertThat(exchanges("epoch, arm, p_candidate, task_type, default_model, candidate_model, model, status,"
                        + " latency_ms, cost_usd, thumbs, unit_key"))
                .containsExactly("a|1|candidate|0.45|code|large|small|large|completed|20.0|0.25|null|"
                        + Long.parseLong(UNIT.substring(0, 15), 16));
    }

    @Test
    void ofOneLogsExperimentsTheNewestIsJudgedUnlessAnotherIsNamed() throws IOException {
        events.replaceAll(event -> event.contains("\"ordinal\":2")
                ? event.replace("\"id\":\"live\"", "\"id\":\"a-renamed-one\"")
                        .replace("experiment: live", "experiment: a-renamed-one")
                : event);
        try (var store = ingested()) {
            assertThat(LoggedExperiments.refresh(store, Clock.systemUTC())).containsExactly("a-renamed-one", "live");
            assertThat(StoredExperiment.find(store, null).id()).isEqualTo("a-renamed-one");
            assertThat(StoredExperiment.find(store, "live").id()).isEqualTo("live");
        }
    }

    @Test
    void aBackedOffTaskTypeIsRoutedLikeTheDefault() throws IOException {
        decision("a", "a", 0, "e-1", "candidate", "user", "table");
        decision("b", "b", 0, "e-2", "control", "user", "default");
        assertThat(exchanges("candidate_model, status")).containsExactly("a|small|dropped", "b|large|dropped");
    }

    @Test
    void aClientsRetryIsTheSameTrial() throws IOException {
        decision("a", "a", 0, "e-1", "control", "user", "default");
        outcome("a", "failed", 100);
        decision("b", "a", 1, "e-1", "control", "user", "default");
        outcome("b", "completed", 30);
        assertThat(exchanges("status, latency_ms, cost_usd")).containsExactly("a|completed|130.0|0.5");
    }

    @Test
    void whatStandsOutsideIsNotCompared() throws IOException {
        decision("a", "a", 0, "e-1", "control", "request", "default: no user named");
        decision("b", "b", 0, "e-1", "control", "user", "override");
        assertThat(exchanges("task_type, unit_key")).containsExactly("a|code|null");
    }

    @Test
    void theLastVoteOfARaterCountsIfItCameInTime() throws IOException {
        for (String id : List.of("a", "b", "c", "d")) {
            decision(id, id, 0, "e-1", "control", "user", "default");
            outcome(id, "completed", 20);
        }
        vote("a", "2026-11-01T11:00:00.000Z", 0, "\"thumbs\":\"down\"");
        vote("a", "2026-11-01T12:00:00.000Z", 1, "\"thumbs\":\"up\"");
        vote("b", "2026-11-01T11:00:00.000Z", 0, "\"feedback_kind\":\"regenerate\"");
        vote("c", "2026-11-02T10:00:01.000Z", 0, "\"thumbs\":\"down\"");
        vote("d", "2026-11-01T11:00:00.000Z", 0, "\"rating\":2");
        assertThat(exchanges("thumbs, rating")).containsExactly("a|up|null", "b|down|null", "c|null|null", "d|null|2");
    }
}
