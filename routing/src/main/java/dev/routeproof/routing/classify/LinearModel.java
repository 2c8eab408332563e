package dev.routeproof.routing.classify;

import dev.routeproof.routing.config.ProblemCollector;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code harness train} writes for a linear stage.
 *
 * @param whole words and signals together: it names the label
 * @param doubt what else its confidence rests on; null: on the whole alone
 */
public record LinearModel(
        List<TaskType> labels, View whole, @Nullable Doubt doubt) {
    /** Throws {@link IllegalArgumentException} where a view has another number of labels. */
    public LinearModel {
        labels = List.copyOf(labels);
        int count = labels.size();
        boolean fits = whole.bias().length == count
                && whole.signals().length > 0
                && whole.grams().length > 0
                && (doubt == null
                        || (doubt.onWords().bias().length == count
                                && doubt.onWords().grams().length > 0
                                && doubt.onSignals().bias().length == count
                                && doubt.onSignals().signals().length > 0));
        if (!fits) {
            throw new IllegalArgumentException("a view does not fit the labels");
        }
    }

    /**
     * Reads a model.
     *
     * @throws dev.routeproof.routing.config.BrokenFile where the file is none, with every problem
     */
    public static LinearModel load(Path file) {
        var problems = new ProblemCollector();
        LinearModel model = LinearModelFile.read(file, problems);
        return problems.outcome(model).orThrow();
    }

    /** The model as the JSON that {@link #load} reads. */
    public String json() {
        return LinearModelFile.json(this);
    }
}
