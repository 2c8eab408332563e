package dev.routeproof.harness.bench;

import dev.routeproof.harness.store.Row;
import dev.routeproof.routing.catalog.ModelId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far a run is, counted as its calls end. Safe for use by many threads. */
public final class Scoreboard {
    private final Map<ModelId, Tally> models = new LinkedHashMap<>();
    private final Map<String, Tally> slices = new LinkedHashMap<>();
    private long fromCache;

    Scoreboard(Plan plan) {
        plan.models()
                .forEach(model -> models.put(model.id(), new Tally(model.id().value())));
        plan.calls().forEach(call -> {
            tally(call).planned++;
            slice(call).planned++;
        });
    }

    /** Counts one ended call; {@code value} null where the answer has no score. */
    synchronized void count(PlannedCall call, Row.OfCall row, @Nullable Double value) {
        tally(call).count(row, value);
        slice(call).count(row, value);
        if (row.fromCache()) {
            fromCache++;
        }
    }

    /** True where every model's running quality in a task type is known to ± {@code halfWidth}. */
    synchronized boolean settled(String taskType, double halfWidth) {
        return slices.entrySet().stream()
                .filter(slice -> slice.getKey().startsWith(taskType + '\n'))
                .map(slice -> slice.getValue().quality())
                .allMatch(quality -> quality != null && quality.halfWidth() <= halfWidth);
    }

    public synchronized Snapshot snapshot() {
        var lines = new ArrayList<ModelLine>();
        models.values().forEach(tally -> lines.add(tally.line()));
        return new Snapshot(lines, fromCache);
    }

    private Tally tally(PlannedCall call) {
        return models.computeIfAbsent(call.model().id(), id -> new Tally(id.value()));
    }

    private Tally slice(PlannedCall call) {
        var key = call.sample().taskType().label() + '\n' + call.model().id();
        return slices.computeIfAbsent(key, Tally::new);
    }

    /** The board at one moment; models in the plan's order. */
    public record Snapshot(List<ModelLine> models, long fromCache) {
        public long planned() {
            return models.stream().mapToLong(ModelLine::planned).sum();
        }

        public long done() {
            return models.stream().mapToLong(ModelLine::done).sum();
        }

        public long failed() {
            return models.stream().mapToLong(ModelLine::failed).sum();
        }
    }

    /**
     * One model.
     *
     * @param quality null before the first score
     * @param errors class of failure to count; refused and truncated answers stand here too
     */
    public record ModelLine(
            String model,
            long planned,
            long done,
            long scored,
            long failed,
            @Nullable Quality quality,
            Map<String, Integer> errors) {}

    /** Mean score and the half-width of its 95 % interval (Agresti-Coull), both in [0,1]. */
    public record Quality(double mean, double halfWidth) {}

    private static final class Tally {
        private static final double Z = 1.96;

        private final String name;
        private long planned;
        private long done;
        private long scored;
        private long failed;
        private double sum;
        private final Map<String, Integer> errors = new TreeMap<>();

        Tally(String name) {
            this.name = name;
        }

        void count(Row.OfCall row, @Nullable Double value) {
            done++;
            if (value != null) {
                scored++;
                sum += value;
            }
            var error = row.error();
            if (error != null) {
                failed++;
                errors.merge(error, 1, Integer::sum);
            } else if (!row.status().equals("completed")) {
                errors.merge(row.status(), 1, Integer::sum);
            }
        }

        @Nullable
        Quality quality() {
            if (scored == 0) {
                return null;
            }
            double n = scored + Z * Z;
            double centre = (sum + Z * Z / 2) / n;
            return new Quality(sum / scored, Z * Math.sqrt(centre * (1 - centre) / n));
        }

        ModelLine line() {
            return new ModelLine(name, planned, done, scored, failed, quality(), Map.copyOf(errors));
        }
    }
}
