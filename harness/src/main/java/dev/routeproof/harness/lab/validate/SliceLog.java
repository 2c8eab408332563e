package dev.routeproof.harness.lab.validate;

import dev.routeproof.harness.experiment.StoredExperiment;
import dev.routeproof.harness.experiment.StoredValues;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.experiment.UnitValue;
import dev.routeproof.stats.simulate.ValueLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The unit values of the primary metric in one task type, whatever their arm, in the order of exposure.
 *
 * @param units how many different units they are of
 * @param all how many values the log holds; more than there are in {@code values} where it was cut
 */
record SliceLog(String taskType, ValueLog values, int units, double mean, long all) {
    /** Every task type of the experiment that has a value; of a long log the first {@code most} values together. */
    static List<SliceLog> of(Store store, StoredExperiment experiment, int most) {
        Map<Integer, Collected> collected = new TreeMap<>();
        StoredValues read = StoredValues.read(
                store,
                experiment,
                value -> collected
                        .computeIfAbsent(value.slice(), index -> new Collected())
                        .include(value, most));
        int each = most / Math.max(1, collected.size());
        var logs = new ArrayList<SliceLog>();
        collected.forEach((index, values) -> {
            if (index < read.slices().size()) {
                logs.add(values.log(read.slices().get(index).taskType(), read.shares(), each));
            }
        });
        return List.copyOf(logs);
    }

    /** Values on their way into a log. */
    private static final class Collected {
        private final Map<Long, Integer> indexes = new HashMap<>();
        private int[] units = new int[1 << 10];
        private int[] epochs = new int[1 << 10];
        private double[] values = new double[1 << 10];
        private int size;
        private long all;

        void include(UnitValue value, int most) {
            all++;
            if (size == most) {
                return;
            }
            if (size == values.length) {
                units = Arrays.copyOf(units, 2 * size);
                epochs = Arrays.copyOf(epochs, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            Integer unit = indexes.putIfAbsent(value.unit(), indexes.size());
            units[size] = unit == null ? indexes.size() - 1 : unit;
            epochs[size] = value.epoch();
            values[size] = value.bad();
            size++;
        }

        SliceLog log(String taskType, List<StoredValues.Share> shares, int most) {
            int n = Math.min(size, most);
            int[] ordinals = new int[n];
            for (int i = 0; i < n; i++) {
                int epoch = epochs[i];
                ordinals[i] = indexOf(shares, epoch);
            }
            int[] used = Arrays.copyOf(units, n);
            double[] kept = Arrays.copyOf(values, n);
            var log = new ValueLog(
                    used,
                    ordinals,
                    kept,
                    shares.stream().mapToDouble(StoredValues.Share::candidate).toArray());
            int different = Arrays.stream(used).max().orElse(-1) + 1;
            return new SliceLog(
                    taskType, log, different, Arrays.stream(kept).average().orElse(0), all);
        }

        private static int indexOf(List<StoredValues.Share> shares, int epoch) {
            for (int i = 0; i < shares.size(); i++) {
                if (shares.get(i).epoch() == epoch) {
                    return i;
                }
            }
            throw new IllegalStateException("a value of epoch " + epoch + ", which no exchange has");
        }
    }
}
