package dev.routeproof.providers.classify;

import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Evidence;
import dev.routeproof.routing.classify.Explained;
import dev.routeproof.routing.classify.TaskType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a remote classifier says of a prompt.
 *
 * @param scores one per task type, [0,1], summing to 1
 * @param evidence its reasons, strongest first; empty where it gave none
 * @param inputTokens that the question cost; 0 where the service does not count tokens
 * @param outputTokens that the answer cost
 */
public record RemoteAnswer(Map<TaskType, Double> scores, List<Evidence> evidence, long inputTokens, long outputTokens) {
    public RemoteAnswer {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
        evidence = List.copyOf(evidence);
    }

    /** The label with the highest score, the first of several. */
    Explained explained(String stage) {
        TaskType top = null;
        double most = 0;
        for (var score : scores.entrySet()) {
            if (top == null || score.getValue() > most) {
                top = score.getKey();
                most = score.getValue();
            }
        }
        return new Explained(new Classification(top, Math.clamp(most, 0, 1), scores, stage), evidence);
    }
}
