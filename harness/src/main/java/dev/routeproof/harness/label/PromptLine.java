package dev.routeproof.harness.label;

import dev.routeproof.routing.classify.Prompt;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A prompt of a file and the task types that are right for it.
 *
 * @param id as written, else {@code line 12}
 * @param accepted the first is the usual one; empty where the prompt is not labelled
 * @param group prompts that share one are variants of each other: the {@code cluster} as written, else the words with
 *     every number alike
 * @param part which part of the file it belongs to, for leaving one part out at a time; null where none was asked for
 */
public record PromptLine(
        String id,
        Prompt prompt,
        List<String> accepted,
        String group,
        @Nullable String part) {
    public PromptLine {
        accepted = List.copyOf(accepted);
    }

    /** The last message: what a person reads. */
    public String text() {
        return prompt.messages().getLast().text();
    }

    static String groupOf(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("\\d+", "0")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
