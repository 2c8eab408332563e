package dev.routeproof.routing.classify;

import com.google.re2j.Pattern;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adds a weight to a label where its conditions hold.
 *
 * @param weight (0,1]; the weights of all rules that hold add up per label
 * @param any at least one of the written signs holds; null: not asked
 * @param all every written sign holds; null: not asked
 */
public record Rule(
        TaskType label,
        double weight,
        @Nullable Signs any,
        @Nullable Signs all) {
    public Rule {
        if (any == null && all == null) {
            throw new IllegalArgumentException("a rule needs 'any' or 'all'");
        }
    }

    /**
     * Signs of a prompt, all of its last user message, of a long one of its first 1,300 and last 700 characters; a list
     * holds where one of its items does, an empty list or null is not asked.
     *
     * @param contains texts found anywhere, case folded
     * @param startsWith texts it begins with, case folded
     * @param endsWith texts it ends with, case folded
     * @param words whole words found anywhere, case folded
     * @param regex RE2 patterns
     * @param minTokens estimated input tokens of the whole prompt, inclusive
     * @param maxTokens estimated input tokens of the whole prompt, inclusive
     * @param minOutputTokens estimated length of the answer asked for, tokens, inclusive
     * @param codeBlock whether it holds a fenced code block
     * @param languages ISO 639-1 codes of the language it is written in
     */
    public record Signs(
            List<String> contains,
            List<String> startsWith,
            List<String> endsWith,
            List<String> words,
            List<Pattern> regex,
            @Nullable Integer minTokens,
            @Nullable Integer maxTokens,
            @Nullable Integer minOutputTokens,
            @Nullable Boolean codeBlock,
            Set<String> languages) {
        public Signs {
            contains = List.copyOf(contains);
            startsWith = List.copyOf(startsWith);
            endsWith = List.copyOf(endsWith);
            words = List.copyOf(words);
            regex = List.copyOf(regex);
            languages = Set.copyOf(languages);
        }

        /** True where no sign is written. */
        public boolean asksNothing() {
            return Stream.of(contains, startsWith, endsWith, words, regex, languages)
                            .allMatch(Collection::isEmpty)
                    && Stream.of(minTokens, maxTokens, minOutputTokens, codeBlock)
                            .allMatch(Objects::isNull);
        }

        /** Without whole words. */
        public Signs(
                List<String> contains,
                List<String> startsWith,
                List<String> endsWith,
                List<Pattern> regex,
                @Nullable Integer minTokens,
                @Nullable Integer maxTokens,
                @Nullable Integer minOutputTokens,
                @Nullable Boolean codeBlock,
                Set<String> languages) {
            this(
                    contains,
                    startsWith,
                    endsWith,
                    List.of(),
                    regex,
                    minTokens,
                    maxTokens,
                    minOutputTokens,
                    codeBlock,
                    languages);
        }
    }
}
