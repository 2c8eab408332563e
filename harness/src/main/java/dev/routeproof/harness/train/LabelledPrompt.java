package dev.routeproof.harness.train;

import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import java.util.List;

/**
 * A prompt to learn from.
 *
 * @param accepted the task types that are right for it, at least one, the usual one first
 * @param group prompts that share one belong together (a template, a document, the same text); a group is never split
 *     between fitting and checking
 */
public record LabelledPrompt(List<TaskType> accepted, Prompt prompt, String group) {
    public LabelledPrompt {
        if (accepted.isEmpty()) {
            throw new IllegalArgumentException("a labelled prompt has a label");
        }
        accepted = List.copyOf(accepted);
    }

    public LabelledPrompt(TaskType label, Prompt prompt, String group) {
        this(List.of(label), prompt, group);
    }

    /** The usual label. */
    public TaskType label() {
        return accepted.getFirst();
    }
}
