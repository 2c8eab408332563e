package dev.routeproof.harness.train;

import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;

/**
 * A prompt to learn from.
 *
 * @param group prompts that share one come from the same template; a group is never split between fitting and checking
 */
public record LabelledPrompt(TaskType label, Prompt prompt, String group) {}
