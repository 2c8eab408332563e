package dev.routeproof.providers.classify;

import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.classify.Taxonomy;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scores that sum to 1 out of what a classifier said. */
final class Shares {
    private Shares() {}

    /** {@code confidence} for one label, the rest shared by the others. */
    static Map<TaskType, Double> of(TaskType label, double confidence, Taxonomy taxonomy) {
        List<TaskType> labels = taxonomy.taskTypes();
        double bounded = Math.clamp(confidence, 1.0 / labels.size(), 1);
        var scores = new LinkedHashMap<TaskType, Double>();
        for (TaskType other : labels) {
            scores.put(other, other.equals(label) ? bounded : (1 - bounded) / (labels.size() - 1));
        }
        return scores;
    }

    /** Scales non-negative scores; throws where none is positive or one is no number. */
    static Map<TaskType, Double> scaled(Map<TaskType, Double> raw) throws IOException {
        double sum = 0;
        for (double score : raw.values()) {
            if (!(score >= 0) || Double.isInfinite(score)) {
                throw new IOException("a score is not a number of 0 or more");
            }
            sum += score;
        }
        if (!(sum > 0) || Double.isInfinite(sum)) {
            throw new IOException("no score is above 0");
        }
        var scores = new LinkedHashMap<TaskType, Double>();
        for (var entry : raw.entrySet()) {
            scores.put(entry.getKey(), entry.getValue() / sum);
        }
        return scores;
    }
}
