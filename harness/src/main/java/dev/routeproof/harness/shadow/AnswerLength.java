package dev.routeproof.harness.shadow;

import java.util.Locale;

/**
 * How long the answers of a model that was not called are taken to be.
 *
 * @param served the model whose answers were seen
 * @param ratio output tokens of {@code model} for each output token of {@code served}
 * @param n answers of each model that it rests on; 0 where it is assumed
 */
public record AnswerLength(
        String candidate, String taskType, String served, String model, double ratio, Source source, long n) {
    /** Answers of each model that make a ratio worth more than the assumption of equal lengths. */
    public static final long ENOUGH = 30;

    /** Where the ratio comes from. */
    public enum Source {
        /** Both models answered the same requests, drawn at random from this traffic. */
        MIRROR,
        /** Both models answered such requests in this log. */
        LOG,
        /** Both models answered such prompts on the bench. */
        BENCH,
        /** Neither: answers are taken to be as long as those that were seen. */
        EQUAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
