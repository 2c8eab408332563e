package dev.routeproof.harness.bench;

import dev.routeproof.datasets.Dataset;
import dev.routeproof.datasets.Sample;
import dev.routeproof.routing.catalog.Model;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bench asks: models × samples × repeats, without what a model cannot do.
 *
 * @param samples in the order they are asked: task types take turns, so that any beginning of it is balanced
 * @param calls all models' calls for a sample stand together
 * @param partialReason why it measures less than the datasets hold; null: it does not
 * @param hash equal for two plans that ask the same of the same models
 */
public record Plan(
        List<Model> models,
        List<Dataset> datasets,
        List<Sample> samples,
        int repeats,
        long seed,
        List<PlannedCall> calls,
        List<NotApplicable> notApplicable,
        @Nullable String partialReason,
        String hash) {
    public Plan {
        models = List.copyOf(models);
        datasets = List.copyOf(datasets);
        samples = List.copyOf(samples);
        calls = List.copyOf(calls);
        notApplicable = List.copyOf(notApplicable);
    }

    /** True where at least one model is simulated. */
    public boolean simulated() {
        return models.stream().anyMatch(Model::simulated);
    }

    /** A sample a model cannot be asked: left out of its comparison, not wrong. */
    record NotApplicable(Model model, Sample sample, String reason) {}
}
