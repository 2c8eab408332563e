package dev.routeproof.harness.regret;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Row;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.harness.store.Runs;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.table.Mode;
import dev.routeproof.routing.table.RoutingTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A stored run of 20 code and 20 simple prompts, {@code prompt 0} to {@code prompt 39}. "dear" is always right and costs 10
 * micro-dollars, "cheap" only on simple ones for 1. The table sends balanced simple to cheap and everything else to dear.
 */
public final class TwoModelRun implements AutoCloseable {
    public static final TaskType CODE = new TaskType("code");
    public static final TaskType SIMPLE = new TaskType("simple");

    private final Store store = Store.inMemory();

    public TwoModelRun() {
        new Runs(store)
                .begin(new RunRecord(
                        "r",
                        "bench",
                        RunRecord.State.FINISHED,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "models.yaml",
                        "c",
                        "p",
                        "harness bench",
                        7,
                        1,
                        null,
                        false,
                        80,
                        null,
                        0));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String type = i < 20 ? "code" : "simple";
            rows.add(new Row.OfSample("r", i, "d", "p" + i, type, "prompt " + i, "42", "exact", null, null));
            add(rows, "dear", i, 1.0, 10);
            add(rows, "cheap", i, i < 20 ? 0.0 : 1.0, 1);
        }
        store.append(rows);
        store.update(new Query(
                "models",
                "insert into model values ('r', 0, 'dear', 'p', 'openai', 'dear', 'frontier', 1, 1, 1, 100000, false),"
                        + " ('r', 1, 'cheap', 'p', 'openai', 'cheap', 'small', 1, 1, 1, 100000, false)"));
    }

    @Override
    public void close() {
        store.close();
    }

    public Store store() {
        return store;
    }

    public Analysis analysis() {
        return Analysis.of(RunData.load(store, "r"));
    }

    /** {@code says} what the cascade answers to the prompt of a number. */
    public Contender contender(Function<Integer, Classification> says) {
        var routes = new LinkedHashMap<TaskType, Map<Mode, ModelId>>();
        routes.put(SIMPLE, Map.of(Mode.BALANCED, new ModelId("cheap")));
        routes.put(CODE, Map.of(Mode.BALANCED, new ModelId("dear")));
        var table = new RoutingTable(
                "t",
                new ModelId("dear"),
                routes,
                RoutingTable.Fallbacks.NONE,
                new RoutingTable.Uncertain(0.5, RoutingTable.Uncertain.Route.DEFAULT),
                List.of());
        return new Contender(
                "q4",
                analysis().data().catalog(),
                table,
                prompt -> says.apply(number(prompt.messages().getLast().text())),
                List.of("linear"),
                List.of());
    }

    private static int number(String prompt) {
        return Integer.parseInt(prompt.replaceAll("\\D", ""));
    }

    public static Classification label(TaskType type, double confidence) {
        return new Classification(type, confidence, Map.of(type, confidence), "linear");
    }

    private static void add(List<Row> rows, String model, int i, double value, long microUsd) {
        rows.add(new Row.OfCall(
                "r",
                model,
                "d",
                "p" + i,
                0,
                "completed",
                null,
                null,
                null,
                1,
                10L,
                0L,
                5L,
                0L,
                "reported",
                microUsd * 1000,
                null,
                100.0,
                null,
                null,
                "x",
                null,
                false,
                Instant.EPOCH));
        rows.add(new Row.OfScore("r", model, "d", "p" + i, 0, "exact", "scored", value, "x", "because"));
    }
}
