package dev.routeproof.harness.breakdown;

import dev.routeproof.harness.experiment.Judgement;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a judged experiment cost, how long answers took and what was said of them. Intervals are for one look; nothing here
 * enters the verdict.
 *
 * @param all everything together
 * @param routes by the model the candidate chose, in both arms
 * @param latencies of the last epoch
 * @param dislikedCount how many disliked exchanges of the candidate arm there are
 */
public record Breakdown(
        Part all,
        List<Part> taskTypes,
        List<Part> features,
        List<Part> routes,
        List<ArmLatency> latencies,
        List<Disliked> disliked,
        long dislikedCount) {
    private static final Query CELLS = query("cells.sql");
    private static final Query ALL = query("in-all.sql");
    private static final Query BY_TASK_TYPE = query("by-task-type.sql");
    private static final Query BY_FEATURE = query("by-feature.sql");
    private static final Query BY_ROUTE = query("by-route.sql");
    private static final Query LATENCY = query("latency.sql");
    private static final Query QUANTILES = query("quantiles.sql");
    private static final Query DISLIKED = query("disliked.sql");
    private static final Query DISLIKED_COUNT = query("disliked-count.sql");
    private static final int MOST_DISLIKED = 12;

    public Breakdown {
        taskTypes = List.copyOf(taskTypes);
        features = List.copyOf(features);
        routes = List.copyOf(routes);
        latencies = List.copyOf(latencies);
        disliked = List.copyOf(disliked);
    }

    /**
     * Latency of one task type on one side.
     *
     * @param bins count by tenth of a power of ten of milliseconds
     * @param p50 milliseconds
     */
    public record ArmLatency(
            String taskType,
            boolean candidate,
            Map<Integer, Long> bins,
            double p50,
            double p95,
            double p99,
            @Nullable Double firstTokenP50,
            long n,
            long units) {
        public ArmLatency {
            bins = Map.copyOf(bins);
        }
    }

    /**
     * A disliked exchange with its texts.
     *
     * @param otherAnswer the baseline's answer to the same prompt; null where there is none
     */
    public record Disliked(
            String requestId,
            String taskType,
            String feature,
            String model,
            String said,
            String content,
            String answer,
            @Nullable String otherModel,
            @Nullable String otherAnswer,
            @Nullable String otherSaid) {}

    private static Query query(String file) {
        return Query.of(Breakdown.class, file);
    }

    /** Of the exchanges that {@code judgement} was made from. */
    public static Breakdown of(Store store, String experiment, Judgement judgement) {
        Instant asOf = judgement.asOf();
        long until = asOf.toEpochMilli() * 1_000;
        store.update(CELLS, experiment, experiment, until);
        int epoch = judgement.course().epochs().isEmpty()
                ? 0
                : judgement.course().epochs().getLast().ordinal();
        List<Part> all = parts(store, ALL);
        return new Breakdown(
                all.isEmpty() ? Cells.nothing("all") : all.getFirst(),
                parts(store, BY_TASK_TYPE),
                parts(store, BY_FEATURE),
                parts(store, BY_ROUTE),
                latencies(store, experiment, until, epoch),
                disliked(store, experiment, until),
                store.query(DISLIKED_COUNT, row -> row.getLong(1), experiment, until)
                        .getFirst());
    }

    private static List<Part> parts(Store store, Query query) {
        Map<String, Cells> parts = new LinkedHashMap<>();
        for (Cells.Row row : store.query(query, Cells::read)) {
            parts.computeIfAbsent(row.name(), Cells::new).include(row);
        }
        return parts.values().stream()
                .map(Cells::part)
                .sorted((a, b) -> Long.compare(b.requests(), a.requests()))
                .toList();
    }

    private record Side(String taskType, boolean candidate) {}

    private record Bin(Side side, int bin, long n) {}

    private static List<ArmLatency> latencies(Store store, String experiment, long until, int epoch) {
        Map<Side, Map<Integer, Long>> bins = new LinkedHashMap<>();
        for (Bin bin : store.query(
                LATENCY,
                row -> new Bin(new Side(row.getString(1), row.getBoolean(2)), row.getInt(3), row.getLong(4)),
                experiment,
                until,
                epoch)) {
            bins.computeIfAbsent(bin.side(), side -> new LinkedHashMap<>()).put(bin.bin(), bin.n());
        }
        return store.query(
                QUANTILES,
                row -> {
                    var side = new Side(row.getString(1), row.getBoolean(2));
                    Object[] q = (Object[]) row.getArray(3).getArray();
                    double first = row.getDouble(4);
                    boolean unknown = row.wasNull();
                    return new ArmLatency(
                            side.taskType(),
                            side.candidate(),
                            bins.getOrDefault(side, Map.of()),
                            ((Number) q[0]).doubleValue(),
                            ((Number) q[1]).doubleValue(),
                            ((Number) q[2]).doubleValue(),
                            unknown ? null : first,
                            row.getLong(5),
                            row.getLong(6));
                },
                experiment,
                until,
                epoch);
    }

    private static List<Disliked> disliked(Store store, String experiment, long until) {
        return new ArrayList<>(store.query(
                DISLIKED,
                row -> {
                    String thumbs = row.getString(5);
                    int rating = row.getInt(6);
                    String said = thumbs.isEmpty() ? "rated " + rating : "thumbs " + thumbs;
                    String other = row.getString(11);
                    return new Disliked(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            said,
                            row.getString(7),
                            row.getString(8),
                            row.getString(9),
                            row.getString(10),
                            other == null ? null : "thumbs " + other);
                },
                experiment,
                until,
                MOST_DISLIKED,
                experiment));
    }
}
