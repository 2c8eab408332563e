package dev.routeproof.harness.experiment;

import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.experiment.Exchange;
import dev.routeproof.routing.experiment.ExperimentMonitor;
import dev.routeproof.routing.experiment.LedgerBook;
import dev.routeproof.routing.experiment.Propensities;
import dev.routeproof.routing.experiment.UnitValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The unit values of an experiment in the store, mature or not, without a verdict.
 *
 * @param slices what each slice index of a value stands for
 * @param millis from the first to the last exchange
 * @param shares the candidate's share of each epoch, in order of the epochs
 */
public record StoredValues(List<Slice> slices, long millis, List<Share> shares) {
    private static final Query TASK_TYPES = Query.of(StoredValues.class, "task-types.sql");
    private static final long FOREVER = Long.MAX_VALUE / 4;

    public StoredValues {
        slices = List.copyOf(slices);
        shares = List.copyOf(shares);
    }

    /** A task type and how many exchanges there are of it. */
    public record Slice(String taskType, long exchanges) {}

    /** The candidate's share of an epoch, [0,1]. */
    public record Share(int epoch, double candidate) {}

    /** Gives every unit value to {@code listener} in the order of exposure. */
    public static StoredValues read(Store store, StoredExperiment experiment, Consumer<UnitValue> listener) {
        var taskTypes = new LinkedHashSet<TaskType>(
                store.query(TASK_TYPES, row -> new TaskType(row.getString(1)), experiment.id()));
        var monitor = new ExperimentMonitor(experiment.rollout(), taskTypes, new LedgerBook(), FOREVER, listener);
        var epochs = new TreeMap<Integer, Propensities>();
        var extent = new long[] {Long.MAX_VALUE, Long.MIN_VALUE};
        Map<TaskType, Long> counts = new HashMap<>();
        new ExchangeStream(store, experiment, LogMinutes.of(store, experiment.id()), taskTypes).forEach(exchanges -> {
            monitor.observe(exchanges);
            for (Exchange exchange : exchanges) {
                extent[0] = Math.min(extent[0], exchange.atMillis());
                extent[1] = Math.max(extent[1], exchange.atMillis());
                epochs.put(exchange.epoch(), exchange.propensities());
                if (exchange.slice() != null) {
                    counts.merge(exchange.slice(), 1L, Long::sum);
                }
            }
        });
        monitor.finish();
        var slices = new ArrayList<Slice>();
        taskTypes.forEach(type -> slices.add(new Slice(type.label(), counts.getOrDefault(type, 0L))));
        return new StoredValues(
                slices,
                Math.max(0, extent[1] - extent[0]),
                epochs.entrySet().stream()
                        .map(epoch -> new Share(epoch.getKey(), epoch.getValue().candidate()))
                        .toList());
    }
}
