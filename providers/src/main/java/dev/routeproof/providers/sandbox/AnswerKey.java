package dev.routeproof.providers.sandbox;

import dev.routeproof.routing.classify.TaskType;
import java.util.Optional;

/** What simulated models need to know of a labelled prompt to answer it rightly or wrongly. */
@FunctionalInterface
public interface AnswerKey {
    /** Knows no prompt: every answer is made up. */
    AnswerKey EMPTY = promptHash -> Optional.empty();

    /** Answers of the prompt whose {@link dev.routeproof.routing.classify.Prompt#contentHash} this is. */
    Optional<Answers> find(String promptHash);

    /**
     * A right and a wrong answer.
     *
     * @param right a text that the prompt's scorer accepts; for a tool call the JSON text
     *     {@code {"name": …, "arguments": {…}}}
     * @param wrong a text that it does not accept
     */
    record Answers(TaskType taskType, String right, String wrong) {}
}
