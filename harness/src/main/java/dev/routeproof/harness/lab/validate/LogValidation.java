package dev.routeproof.harness.lab.validate;

import dev.routeproof.harness.experiment.StoredExperiment;
import dev.routeproof.harness.store.Store;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.simulate.ReRandomisation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code harness lab validate} (statistics S14): how the harm test and the stratified test behave on a log of one's own
 * when its units are hashed anew, which leaves nothing to find, and when an effect of known size is planted.
 *
 * @param slices in the order of their task types
 */
public record LogValidation(String experiment, int rounds, long seed, List<Slice> slices) {
    /** Values that are tried, over all task types together, unless told otherwise. */
    public static final int MOST_VALUES = 100_000;

    private static final double LEAST_UNIFORMITY = 0.001;

    public LogValidation {
        slices = List.copyOf(slices);
    }

    /**
     * One task type.
     *
     * @param units different ones among the values
     * @param values tried, the first of {@code all}
     * @param effect planted: the registered one, or half of the base rate where that is smaller
     */
    public record Slice(
            String taskType,
            int units,
            int values,
            long all,
            double effect,
            Result<ReRandomisation.Validation> validation) {
        boolean tried() {
            return validation instanceof Result.Value<ReRandomisation.Validation>;
        }

        /** Not tried, or the false alarms are within their limits, and the p-values without an effect are uniform. */
        public boolean kept() {
            return switch (validation) {
                case Result.NotEstimable<ReRandomisation.Validation> unknown -> true;
                case Result.Value<ReRandomisation.Validation>(var found) ->
                    found.falseAlarm().kept()
                            && found.fixedFalseAlarm().kept()
                            && found.uniformity() >= LEAST_UNIFORMITY;
            };
        }
    }

    /**
     * Tries every task type of {@code experiment}.
     *
     * @param effect to plant; NaN: the registered one
     * @param progress hears a line before each task type
     */
    public static LogValidation of(
            Store store,
            StoredExperiment experiment,
            double effect,
            int rounds,
            int mostValues,
            long seed,
            Consumer<String> progress) {
        double wanted =
                Double.isNaN(effect) ? experiment.rollout().metrics().primary().mde() : effect;
        var slices = new ArrayList<Slice>();
        for (SliceLog log : SliceLog.of(store, experiment, mostValues)) {
            progress.accept(log.taskType() + ": " + rounds + " rounds over "
                    + log.values().size() + " values");
            double planted = Math.min(wanted, log.mean() / 2);
            Result<ReRandomisation.Validation> validation = planted > 0
                    ? ReRandomisation.validate(log.values(), planted, rounds, seed)
                    : Result.notEstimable("No unit had a bad outcome, so there is nothing to draw anew.");
            slices.add(new Slice(log.taskType(), log.units(), log.values().size(), log.all(), planted, validation));
        }
        return new LogValidation(experiment.id(), rounds, seed, slices);
    }

    /** No error rate was seen to break; says something only where a task type was {@link #tried}. */
    public boolean kept() {
        return slices.stream().allMatch(Slice::kept);
    }

    /** At least one task type could be tried. */
    public boolean tried() {
        return slices.stream().anyMatch(Slice::tried);
    }
}
