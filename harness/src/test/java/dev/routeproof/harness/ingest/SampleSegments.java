package dev.routeproof.harness.ingest;

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
import java.util.List;
import java.util.Map;

/** Segments with every kind of event, and what a store holds of them. */
final class SampleSegments {
    static final Instant AT = Instant.parse("2026-11-01T10:00:00.123Z");
    private static final List<String> TABLES =
            List.of("decision", "outcome", "mirror", "feedback", "epoch", "gap", "ingested", "segment");

    private SampleSegments() {}

    /** {@code count} events of every kind from {@code firstSeq} on. */
    static Path write(Path folder, String instance, String name, String boot, long firstSeq, int count)
            throws IOException {
        Path directory = Files.createDirectories(folder.resolve(instance));
        var buffer = new Frame.Buffer(1 << 16);
        for (long seq = firstSeq; seq < firstSeq + count; seq++) {
            buffer.begin();
            EventJson.write(buffer, boot + "-" + seq, event(seq));
            buffer.end(seq);
        }
        return Files.write(directory.resolve(name), buffer.toByteArray());
    }

    private static Event event(long seq) {
        return switch ((int) (seq % 6)) {
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
            case 5 ->
                new Event.Mirror(
                        AT,
                        "r" + (seq - 1),
                        "q4",
                        "tiny",
                        Event.Status.FAILED,
                        "http_500",
                        500,
                        Double.NaN,
                        12.5,
                        120,
                        0,
                        9,
                        "partial",
                        null,
                        Money.ofUsd(0.25),
                        null,
                        true,
                        2,
                        false,
                        "abc",
                        "Paris",
                        "[{\"name\":\"f\"}]");
            default -> new Event.Gap(AT, AT, AT.plusSeconds(1), 7, "queue full");
        };
    }

    /** Every row of every table that an ingest fills. */
    static List<String> contents(Store store) {
        var all = new ArrayList<String>();
        for (String table : TABLES) {
            all.addAll(rows(store, "select '" + table + "', * from " + table + " order by all"));
        }
        return all;
    }

    static List<String> rows(Store store, String sql) {
        return store.query(new Query("a test's question", sql), row -> {
            var line = new ArrayList<String>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                line.add(String.valueOf(row.getObject(i)));
            }
            return String.join("|", line).replace("10:00:00.123]", "10:00:00.123");
        });
    }
}
