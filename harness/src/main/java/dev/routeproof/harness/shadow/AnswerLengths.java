package dev.routeproof.harness.shadow;

import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The length model: output tokens by task type as measured on mirrored requests (of all task types together where one has
 * too few), else as seen in the log, else on the bench, else taken as equal.
 */
final class AnswerLengths {
    private static final Query IN_LOG = Query.of(AnswerLengths.class, "lengths.sql");
    private static final Query MIRRORED = Query.of(AnswerLengths.class, "mirror-lengths.sql");
    private static final Query ON_BENCH = Query.of(AnswerLengths.class, "bench-lengths.sql");
    private static final Query MOVED = Query.of(AnswerLengths.class, "moved-routes.sql");
    private static final Query TABLE = Query.of(AnswerLengths.class, "length-table.sql");
    private static final Query ROW = Query.of(AnswerLengths.class, "length.sql");

    private record Key(String candidate, String taskType, String model) {}

    private record Seen(long n, double tokens) {
        boolean enough() {
            return n >= AnswerLength.ENOUGH && tokens > 0;
        }
    }

    /** The same requests answered by both; {@code taskType} is empty for all of them. */
    private record Both(String candidate, String taskType, String served, String model) {}

    private record Paired(long n, double tokens, double servedTokens) {
        Paired plus(Paired more) {
            return new Paired(n + more.n, tokens + more.tokens, servedTokens + more.servedTokens);
        }
    }

    private final Map<Both, Paired> mirrored = new HashMap<>();
    private final Map<Key, Seen> log = new HashMap<>();
    private final Map<Key, Seen> bench = new HashMap<>();

    private AnswerLengths(Store store) {
        store.query(MIRRORED, row -> {
            var pairs = new Paired(row.getLong(5), row.getDouble(6), row.getDouble(7));
            for (String taskType : new String[] {row.getString(2), ""}) {
                mirrored.merge(
                        new Both(row.getString(1), taskType, row.getString(3), row.getString(4)), pairs, Paired::plus);
            }
            return pairs.n();
        });
        store.query(
                IN_LOG,
                row -> log.put(
                        new Key(row.getString(1), row.getString(2), row.getString(3)),
                        new Seen(row.getLong(4), row.getDouble(5))));
        store.query(
                ON_BENCH,
                row -> bench.put(
                        new Key("", row.getString(1), row.getString(2)), new Seen(row.getLong(3), row.getDouble(4))));
    }

    /** The assumption for every route that differs from what was served; also put into the session for the projection. */
    static List<AnswerLength> prepare(Store store) {
        var known = new AnswerLengths(store);
        List<AnswerLength> lengths = store.query(
                MOVED, row -> known.length(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
        store.update(TABLE);
        for (AnswerLength length : lengths) {
            store.update(
                    ROW,
                    length.candidate(),
                    length.taskType(),
                    length.served(),
                    length.model(),
                    length.ratio(),
                    length.source() == AnswerLength.Source.MIRROR);
        }
        return lengths;
    }

    private AnswerLength length(String candidate, String taskType, String served, String model) {
        for (String of : new String[] {taskType, ""}) {
            Paired pairs = mirrored.get(new Both(candidate, of, served, model));
            if (pairs != null && pairs.n() >= AnswerLength.ENOUGH) {
                double measured = pairs.tokens() / pairs.servedTokens();
                return new AnswerLength(
                        candidate, taskType, served, model, measured, AnswerLength.Source.MIRROR, pairs.n());
            }
        }
        var inLog = ratio(log, candidate, taskType, served, model, AnswerLength.Source.LOG);
        if (inLog != null) {
            return inLog;
        }
        var onBench = ratio(bench, "", taskType, served, model, AnswerLength.Source.BENCH);
        return onBench == null
                ? new AnswerLength(candidate, taskType, served, model, 1, AnswerLength.Source.EQUAL, 0)
                : new AnswerLength(candidate, taskType, served, model, onBench.ratio(), onBench.source(), onBench.n());
    }

    private static @Nullable AnswerLength ratio(
            Map<Key, Seen> seen,
            String candidate,
            String taskType,
            String served,
            String model,
            AnswerLength.Source source) {
        Seen before = seen.get(new Key(candidate, taskType, served));
        Seen after = seen.get(new Key(candidate, taskType, model));
        return before == null || after == null || !before.enough() || !after.enough()
                ? null
                : new AnswerLength(
                        candidate,
                        taskType,
                        served,
                        model,
                        after.tokens() / before.tokens(),
                        source,
                        Math.min(before.n(), after.n()));
    }
}
