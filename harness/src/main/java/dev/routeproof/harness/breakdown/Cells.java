package dev.routeproof.harness.breakdown;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.mean.SampleMean;
import dev.routeproof.stats.mean.UnitRatio;
import dev.routeproof.stats.stratified.StratifiedRatio;
import dev.routeproof.stats.stratified.StratifiedRatio.Comparison;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Sums of one part by epoch, side and bucket of units, until they become a comparison. */
final class Cells {
    private static final double LEVEL = 0.95;

    /** One bucket of one side of an epoch. */
    record Row(
            String name,
            int epoch,
            boolean candidate,
            int bucket,
            long n,
            long costed,
            double cost,
            long rated,
            long disliked,
            long bad) {
        long unrated() {
            return n - rated;
        }
    }

    static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString(1),
                row.getInt(2),
                row.getBoolean(3),
                row.getInt(4),
                row.getLong(5),
                row.getLong(6),
                row.getDouble(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10));
    }

    private static final class Sides {
        private final List<Row> candidate = new ArrayList<>();
        private final List<Row> baseline = new ArrayList<>();
    }

    private final String name;
    private final Map<Integer, Sides> epochs = new TreeMap<>();

    Cells(String name) {
        this.name = name;
    }

    /** A part without requests. */
    static Part nothing(String name) {
        return new Cells(name).part();
    }

    void include(Row row) {
        Sides sides = epochs.computeIfAbsent(row.epoch(), epoch -> new Sides());
        (row.candidate() ? sides.candidate : sides.baseline).add(row);
    }

    Part part() {
        return new Part(
                name,
                count(true) + count(false),
                count(true),
                compare(Row::cost, Row::costed),
                compare(Row::unrated, Row::n),
                compare(Row::disliked, Row::n),
                compare(Row::bad, Row::n),
                raters(),
                saved());
    }

    private long count(boolean candidate) {
        return epochs.values().stream()
                .flatMap(sides -> (candidate ? sides.candidate : sides.baseline).stream())
                .mapToLong(Row::n)
                .sum();
    }

    private Result<Comparison> compare(ToDoubleFunction<Row> numerator, ToDoubleFunction<Row> denominator) {
        var strata = new ArrayList<StratifiedRatio.Epoch>();
        for (Sides sides : epochs.values()) {
            if (ratio(sides.candidate, numerator, denominator) instanceof Result.Value<SampleMean>(SampleMean candidate)
                    && ratio(sides.baseline, numerator, denominator)
                            instanceof Result.Value<SampleMean>(SampleMean baseline)) {
                strata.add(new StratifiedRatio.Epoch(
                        candidate, sum(sides.candidate, denominator), baseline, sum(sides.baseline, denominator)));
            }
        }
        return StratifiedRatio.compare(strata, LEVEL);
    }

    private Result<Raters> raters() {
        var rows = new TreeMap<Integer, List<Row>>();
        epochs.forEach((epoch, sides) -> rows.put(
                epoch,
                Stream.concat(sides.candidate.stream(), sides.baseline.stream()).toList()));
        return Raters.of(rows);
    }

    private double saved() {
        double saved = 0;
        for (Sides sides : epochs.values()) {
            double candidates = sum(sides.candidate, Row::costed);
            double baselines = sum(sides.baseline, Row::costed);
            if (candidates > 0 && baselines > 0) {
                saved += candidates * sum(sides.baseline, Row::cost) / baselines - sum(sides.candidate, Row::cost);
            }
        }
        return saved;
    }

    private static Result<SampleMean> ratio(
            List<Row> rows, ToDoubleFunction<Row> numerator, ToDoubleFunction<Row> denominator) {
        List<Row> counted =
                rows.stream().filter(row -> denominator.applyAsDouble(row) > 0).toList();
        return UnitRatio.of(
                counted.stream().mapToDouble(numerator).toArray(),
                counted.stream().mapToDouble(denominator).toArray());
    }

    private static double sum(List<Row> rows, ToDoubleFunction<Row> value) {
        return rows.stream().mapToDouble(value).sum();
    }
}
