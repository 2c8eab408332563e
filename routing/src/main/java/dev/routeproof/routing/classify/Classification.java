package dev.routeproof.routing.classify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a cascade made of a prompt.
 *
 * @param taskType null where no stage came to an answer in time
 * @param confidence in the task type, [0,1]; 0 where there is none
 * @param scores per label, [0,1], as the deciding stage gave them
 * @param stage kind of the stage that decided; null where none did
 * @param believed the stage was sure enough, or time ran out and nothing better is to be had; false: the table's policy
 *     for uncertain requests holds, whatever the confidence
 */
public record Classification(
        @Nullable TaskType taskType,
        double confidence,
        Map<TaskType, Double> scores,
        @Nullable String stage,
        boolean believed) {
    /** No stage came to an answer: the default serves. */
    public static final Classification UNKNOWN = new Classification(null, 0, Map.of(), null);

    /** One that is believed. */
    public Classification(
            @Nullable TaskType taskType, double confidence, Map<TaskType, Double> scores, @Nullable String stage) {
        this(taskType, confidence, scores, stage, true);
    }

    public Classification {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("a confidence must lie in [0,1], was " + confidence);
        }
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /** The same answer, not believed. */
    public Classification doubted() {
        return new Classification(taskType, confidence, scores, stage, false);
    }
}
