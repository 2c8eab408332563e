package dev.routeproof.harness.shadow;

import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.stats.Counts;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.StudentT;
import dev.routeproof.stats.mean.SampleMean;
import dev.routeproof.stats.mean.UnitRatio;
import dev.routeproof.stats.proportion.ProportionIntervals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what was mirrored out of the store. Needs the tables of {@link ShadowStudy}, and makes one more. */
final class MirrorStudy {
    private static final Query PAIRS = Query.of(MirrorStudy.class, "mirrors.sql");
    private static final Query MODELS = Query.of(MirrorStudy.class, "mirrored-models.sql");
    private static final Query SUMS = Query.of(MirrorStudy.class, "mirrored-pairs.sql");
    private static final Query ERRORS = Query.of(MirrorStudy.class, "mirror-errors.sql");
    private static final Query SIDE_BY_SIDE = Query.of(MirrorStudy.class, "side-by-side.sql");
    private static final double LEVEL = 0.95;
    private static final int SHOWN = 12;

    private final Store store;

    private MirrorStudy(Store store) {
        this.store = store;
    }

    /** Puts what was mirrored beside what was served. */
    static MirrorStudy prepare(Store store) {
        store.update(PAIRS);
        return new MirrorStudy(store);
    }

    Mirrored of(String candidate) {
        List<Mirrored.OnModel> counted = store.query(MODELS, MirrorStudy::counted, candidate);
        return new Mirrored(
                candidate,
                counted.stream().map(model -> summed(candidate, model)).toList(),
                store.query(
                        ERRORS,
                        row -> new Mirrored.Trouble(row.getString(1), String.valueOf(row.getString(2)), row.getLong(3)),
                        candidate));
    }

    /** Answers of which the log keeps both texts. */
    List<Mirrored.SideBySide> sideBySide() {
        return store.query(
                SIDE_BY_SIDE,
                row -> new Mirrored.SideBySide(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3) == null
                                ? "(the request is not kept)"
                                : PromptText.of(row.getString(3)).orElse("(no text of a user in this request)"),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getObject(8) == null ? null : row.getBoolean(8),
                        row.getString(9)),
                SHOWN);
    }

    private static Mirrored.OnModel counted(ResultSet row) throws SQLException {
        long completed = row.getLong("completed");
        long failed = row.getLong("failed");
        Result<Estimate> nothing = Result.notEstimable("Nothing was summed up.");
        return new Mirrored.OnModel(
                row.getString("model"),
                row.getString("served_model"),
                row.getLong("calls"),
                completed,
                failed,
                row.getLong("cancelled"),
                completed + failed == 0
                        ? Result.notEstimable("No call was let run to its end.")
                        : ProportionIntervals.wilson(new Counts(failed, completed + failed), LEVEL),
                row.getLong("served_failed"),
                row.getLong("pairs"),
                sides(row, "latency_p50", "served_latency_p50"),
                sides(row, "latency_p95", "served_latency_p95"),
                sides(row, "first_p50", "served_first_p50"),
                sides(row, "tokens", "served_tokens"),
                nothing,
                nothing,
                new Mirrored.Sides(null, null),
                row.getLong("with_tools"),
                row.getLong("comparable"),
                row.getLong("same"));
    }

    private static Mirrored.Sides sides(ResultSet row, String candidate, String served) throws SQLException {
        return new Mirrored.Sides(number(row, candidate), number(row, served));
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    private Mirrored.OnModel summed(String candidate, Mirrored.OnModel of) {
        List<double[]> units = store.query(
                SUMS,
                row -> new double[] {row.getDouble(1), row.getDouble(2), row.getDouble(3), row.getDouble(4)},
                candidate,
                of.model(),
                of.served());
        double[][] columns = new double[4][];
        for (int i = 0; i < columns.length; i++) {
            int column = i;
            columns[i] = units.stream().mapToDouble(sums -> sums[column]).toArray();
        }
        return new Mirrored.OnModel(
                of.model(),
                of.served(),
                of.calls(),
                of.completed(),
                of.failed(),
                of.cancelled(),
                of.failure(),
                of.servedFailed(),
                of.pairs(),
                of.latency(),
                of.latencyP95(),
                of.firstToken(),
                of.tokens(),
                ratio(columns[2], columns[3]),
                ratio(columns[0], columns[1]),
                new Mirrored.Sides(sum(columns[0]), sum(columns[1])),
                of.withTools(),
                of.comparable(),
                of.same());
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static Result<Estimate> ratio(double[] candidate, double[] served) {
        return UnitRatio.of(candidate, served).map(MirrorStudy::interval);
    }

    private static Estimate interval(SampleMean ratio) {
        double half = StudentT.critical(LEVEL, ratio.n() - 1d) * Math.sqrt(ratio.variance() / ratio.n());
        return new Estimate(ratio.mean(), ratio.mean() - half, ratio.mean() + half, LEVEL);
    }
}
