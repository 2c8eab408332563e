package dev.routeproof.harness.shadow;

import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.StudentT;
import dev.routeproof.stats.mean.SampleMean;
import dev.routeproof.stats.mean.UnitRatio;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Projects what the compared requests would have cost under each candidate. */
final class Costs {
    private static final Query PRICE_TABLE = Query.of(Costs.class, "prices-table.sql");
    private static final Query PRICE = Query.of(Costs.class, "price.sql");
    private static final Query BENCH_PRICES = Query.of(Costs.class, "bench-prices.sql");
    private static final Query PROJECTIONS = Query.of(Costs.class, "projections.sql");
    private static final Query COSTS = Query.of(Costs.class, "costs.sql");
    private static final Query UNITS = Query.of(Costs.class, "cost-units.sql");
    /** Beyond so many units, groups of them are the clusters, so that memory does not grow with the log. */
    private static final long MOST_UNITS = 16_384;

    private static final double LEVEL = 0.95;

    private final Store store;
    private final long units;
    private final List<AnswerLength> lengths;
    private final Map<String, List<String>> remarks;

    /** @param units units of the compared traffic */
    Costs(Store store, Setup setup, long units) {
        this.store = store;
        this.units = units;
        prices(setup);
        lengths = AnswerLengths.prepare(store);
        remarks = ClassifierCosts.prepare(store, setup);
        store.update(PROJECTIONS);
    }

    private record Price(String model, double input, double output) {}

    private void prices(Setup setup) {
        store.update(PRICE_TABLE);
        Set<String> known = new HashSet<>();
        Catalog catalog = setup.catalog();
        if (catalog != null) {
            for (Model model : catalog.all()) {
                known.add(model.id().value());
                store.update(
                        PRICE,
                        model.id().value(),
                        model.prices().input(),
                        model.prices().output());
            }
        }
        for (Price price :
                store.query(BENCH_PRICES, row -> new Price(row.getString(1), row.getDouble(2), row.getDouble(3)))) {
            if (known.add(price.model())) {
                store.update(PRICE, price.model(), price.input(), price.output());
            }
        }
    }

    private record Row(ProjectedCost.Task task, long unpriced) {}

    ProjectedCost of(String candidate, long evaluated) {
        List<Row> rows = store.query(
                COSTS,
                row -> new Row(
                        new ProjectedCost.Task(
                                row.getString(1),
                                row.getLong(2),
                                row.getLong(4),
                                row.getDouble(5),
                                new ProjectedCost.Parts(
                                        row.getDouble(6),
                                        row.getDouble(7),
                                        row.getDouble(8),
                                        row.getDouble(9),
                                        row.getDouble(10),
                                        row.getDouble(11))),
                        row.getLong(3)),
                candidate);
        List<ProjectedCost.Task> tasks = rows.stream().map(Row::task).toList();
        var parts = tasks.stream()
                .map(ProjectedCost.Task::parts)
                .reduce(new ProjectedCost.Parts(0, 0, 0, 0, 0, 0), ProjectedCost.Parts::plus);
        long requests = tasks.stream().mapToLong(ProjectedCost.Task::requests).sum();
        return new ProjectedCost(
                requests,
                evaluated - requests,
                tasks.stream().mapToLong(ProjectedCost.Task::moved).sum(),
                tasks.stream().mapToDouble(ProjectedCost.Task::baseline).sum(),
                parts,
                saving(candidate),
                tasks,
                lengths.stream()
                        .filter(length -> length.candidate().equals(candidate))
                        .toList(),
                remarks(candidate, parts));
    }

    private List<String> remarks(String candidate, ProjectedCost.Parts parts) {
        var all = new ArrayList<String>();
        List<String> known = remarks.get(candidate);
        if (known == null) {
            all.add("The candidate's file was not read, so calls of its cascade to other models are taken as free.");
        } else {
            all.addAll(known);
        }
        if (parts.logged() > 0) {
            all.add("Some models have no known price; for them the proxy's own estimate at the time is used"
                    + " (250 tokens of answer). Name a proxy.yaml whose catalog has them with --config.");
        }
        return all;
    }

    private Result<Estimate> saving(String candidate) {
        List<double[]> sums = store.query(
                UNITS, row -> new double[] {row.getDouble(1), row.getDouble(2)}, candidate, units <= MOST_UNITS);
        double[] baseline = sums.stream().mapToDouble(pair -> pair[0]).toArray();
        double[] projected = sums.stream().mapToDouble(pair -> pair[1]).toArray();
        return UnitRatio.of(projected, baseline).map(Costs::saved);
    }

    private static Estimate saved(SampleMean ratio) {
        double half = StudentT.critical(LEVEL, ratio.n() - 1d) * Math.sqrt(ratio.variance() / ratio.n());
        return new Estimate(1 - ratio.mean(), 1 - ratio.mean() - half, 1 - ratio.mean() + half, LEVEL);
    }
}
