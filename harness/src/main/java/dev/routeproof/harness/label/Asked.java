package dev.routeproof.harness.label;

import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Prompt;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A prompt that a person may be asked to label.
 *
 * @param id as the file or the log names it
 * @param answer what the classifier makes of it
 * @param given labels it has already, from candidates that saw it or from its file
 */
public record Asked(String id, Prompt prompt, Classification answer, Set<String> given) {
    public Asked {
        given = Set.copyOf(given);
    }

    /** A row of a file, which differs from the classifier where none of its labels is the classifier's. */
    public static Asked of(PromptLine line, Classification answer) {
        String own = own(answer);
        return new Asked(
                line.id(),
                line.prompt(),
                answer,
                line.accepted().contains(own) ? Set.of(own) : Set.copyOf(line.accepted()));
    }

    /** Names the prompt by its content, so that the same prompt is labelled once wherever it comes from. */
    public String key() {
        return key(prompt);
    }

    static String key(Prompt prompt) {
        return prompt.contentHash().substring(0, 16);
    }

    private static String own(Classification answer) {
        return answer.taskType() == null ? "none" : answer.taskType().label();
    }

    /** What the classifier says beside a person's label, as the end of a sentence; empty where it says nothing. */
    String comparedWith(String label) {
        var own = answer.taskType();
        if (own == null) {
            return "";
        }
        return own.label().equals(label)
                ? " (so says the classifier)"
                : String.format(
                        Locale.ROOT, " (the classifier says %s, %.0f %% sure)", own.label(), 100 * answer.confidence());
    }

    /** The distance of the two best scores, [0,1]; 1 where there is only one. */
    double margin() {
        List<Double> ranked = answer.scores().values().stream()
                .sorted((one, other) -> Double.compare(other, one))
                .toList();
        return ranked.size() < 2 ? 1 : ranked.get(0) - ranked.get(1);
    }

    /** True where somebody gave another label than the classifier. */
    boolean disputed() {
        return given.size() > 1 || (given.size() == 1 && !given.contains(own(answer)));
    }
}
