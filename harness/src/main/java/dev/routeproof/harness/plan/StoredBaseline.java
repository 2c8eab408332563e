package dev.routeproof.harness.plan;

import dev.routeproof.harness.experiment.StoredExperiment;
import dev.routeproof.harness.experiment.StoredValues;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.experiment.Rollout;
import dev.routeproof.routing.experiment.UnitValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The baseline of every task type, from the control and hold-out units of an experiment in the store. */
public final class StoredBaseline {
    private static final int FEWEST_UNITS = 30;
    private static final double MILLIS_PER_DAY = 86_400_000.0;
    /** Less variance than this is rounding. */
    private static final double AGREEMENT = 1e-12;

    private final Map<Integer, Units> slices = new TreeMap<>();

    private StoredBaseline() {}

    /** Task types with fewer than 30 baseline units are left out. */
    public static List<SliceBaseline> of(Store store, StoredExperiment experiment) {
        var baseline = new StoredBaseline();
        StoredValues read = StoredValues.read(store, experiment, baseline::include);
        var all = new ArrayList<SliceBaseline>();
        baseline.slices.forEach((index, units) -> {
            if (units.baselines >= FEWEST_UNITS && index < read.slices().size()) {
                all.add(units.baseline(read.slices().get(index), read.millis() / MILLIS_PER_DAY));
            }
        });
        return List.copyOf(all);
    }

    private void include(UnitValue value) {
        Units units = slices.computeIfAbsent(value.slice(), index -> new Units());
        units.all++;
        if (value.arm().baseline()) {
            units.include(value);
        }
    }

    /** The values of one task type. */
    private static final class Units {
        private final Sum bad = new Sum();
        private final Sum cost = new Sum();
        private final Sum usd = new Sum();
        private final Map<Rollout.Measure, Sum> guardrails = new EnumMap<>(Map.of(
                Rollout.Measure.ERROR_RATE, new Sum(),
                Rollout.Measure.LATENCY_P95, new Sum(),
                Rollout.Measure.LATENCY_P99, new Sum()));
        private long all;
        private long baselines;

        void include(UnitValue value) {
            baselines++;
            bad.include(value.bad());
            cost.include(value.cost());
            usd.include(value.costUsd());
            guardrails.forEach((measure, sum) -> sum.include(of(measure).applyAsDouble(value)));
        }

        SliceBaseline baseline(StoredValues.Slice slice, double days) {
            Map<Rollout.Measure, Spread> spreads = new EnumMap<>(Rollout.Measure.class);
            guardrails.forEach((measure, sum) -> {
                if (sum.n > 0) {
                    spreads.put(measure, sum.spread());
                }
            });
            return new SliceBaseline(
                    slice.taskType(),
                    bad.spread(),
                    spreads,
                    cost.n > 0 ? cost.spread() : null,
                    all / Math.max(days, 1),
                    slice.exchanges() / (double) all,
                    usd.n > 0 ? usd.spread().mean() : Double.NaN);
        }

        private static ToDoubleFunction<UnitValue> of(Rollout.Measure measure) {
            return switch (measure) {
                case ERROR_RATE -> UnitValue::error;
                case LATENCY_P95 -> UnitValue::slowP95;
                case LATENCY_P99 -> UnitValue::slowP99;
            };
        }
    }

    /** Sums of one metric over units that have it. */
    private static final class Sum {
        private long n;
        private double sum;
        private double squares;

        void include(double value) {
            if (!Double.isNaN(value)) {
                n++;
                sum += value;
                squares += value * value;
            }
        }

        /**
         * Where all units agree they have shown no spread, which is not the same as there being none: the variance is
         * then that of a rate of half an event among one unit more (Jeffreys).
         */
        Spread spread() {
            double mean = sum / n;
            double variance = squares / n - mean * mean;
            double rare = 0.5 / (n + 1);
            return new Spread(mean, variance > AGREEMENT ? variance : rare * (1 - rare));
        }
    }
}
