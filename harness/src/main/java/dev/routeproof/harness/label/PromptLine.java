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
 * @param group prompts that share one are variants of each other: those of one {@code cluster}, and those of the same
 *     words with every number alike
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

    /** True where the row itself says its {@code id}. */
    boolean named() {
        return !id.matches("line \\d+");
    }

    /** The last message: what a person reads. */
    public String text() {
        return prompt.messages().getLast().text();
    }

    PromptLine in(String otherGroup) {
        return new PromptLine(id, prompt, accepted, otherGroup, part);
    }

    /** The words of the last message with every number alike: what a prompt without a {@code cluster} goes by. */
    public static String groupOf(Prompt prompt) {
        return prompt.messages()
                .getLast()
                .text()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\d+", "0")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
