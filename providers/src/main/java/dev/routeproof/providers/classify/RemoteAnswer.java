package dev.routeproof.providers.classify;

import dev.routeproof.routing.classify.TaskType;
import java.util.Map;

/**
 * What a remote classifier says of a prompt.
 *
 * @param scores one per task type, [0,1], summing to 1
 * @param evidence its reason in its own words, one line; empty where it gave none
 * @param inputTokens that the question cost; 0 where the service does not count tokens
 * @param outputTokens that the answer cost
 */
public record RemoteAnswer(Map<TaskType, Double> scores, String evidence, long inputTokens, long outputTokens) {
    public RemoteAnswer {
        scores = Map.copyOf(scores);
    }
}
