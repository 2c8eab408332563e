package dev.routeproof.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an answer is scored, as written on a card or a line. */
public sealed interface ScorerSpec {
    /** Where in the answer the scored part stands; null: the whole answer. */
    @Nullable
    Extract extract();

    /** The word in {@code kind:}. */
    String kind();

    /** Equal to a target after trimming (and, by default, after folding case, spaces and outer punctuation). */
    record Exact(boolean ignoreCase, @Nullable Extract extract) implements ScorerSpec {
        @Override
        public String kind() {
            return "exact";
        }
    }

    /** A target occurs in the answer as whole words. */
    record Includes(
            boolean ignoreCase, boolean all, @Nullable Extract extract) implements ScorerSpec {
        @Override
        public String kind() {
            return "includes";
        }
    }

    /** The answer matches an RE2 pattern. */
    record Regex(String pattern, @Nullable Extract extract) implements ScorerSpec {
        @Override
        public String kind() {
            return "regex";
        }
    }

    /**
     * A number equal to the target: thousands separators, fractions, percent, units and LaTeX understood.
     *
     * @param tolerance absolute difference that still counts as equal
     * @param relativeTolerance share of the target that still counts as equal
     */
    record Numeric(
            double tolerance,
            double relativeTolerance,
            @Nullable Extract extract) implements ScorerSpec {
        @Override
        public String kind() {
            return "numeric";
        }
    }

    /** A mathematical expression or a literal of a programming language, equal in value to the target. */
    record Expression(Language language, @Nullable Extract extract) implements ScorerSpec {
        @Override
        public String kind() {
            return "expression";
        }

        public enum Language {
            LATEX,
            PYTHON
        }
    }

    /** One letter or label among {@code choices}. */
    record Choice(List<String> choices, @Nullable Extract extract) implements ScorerSpec {
        @Override
        public String kind() {
            return "choice";
        }
    }

    /** A JSON value that satisfies a JSON Schema and, where a target is given, equals it. */
    record JsonSchema(JsonNode schema, @Nullable Extract extract) implements ScorerSpec {
        @Override
        public String kind() {
            return "json_schema";
        }
    }

    /** Token F1 or ROUGE-L against the best target, in [0,1]. */
    record Overlap(Measure measure, @Nullable Extract extract) implements ScorerSpec {
        @Override
        public String kind() {
            return measure == Measure.F1 ? "f1" : "rouge_l";
        }

        public enum Measure {
            F1,
            ROUGE_L
        }
    }

    /** Checks of form and content; the score is the share that holds. */
    record Constraints(List<Constraint> checks, @Nullable Extract extract) implements ScorerSpec {
        @Override
        public String kind() {
            return "constraints";
        }
    }

    /** The named tool is called with these arguments. */
    record ToolCall(@Nullable Extract extract) implements ScorerSpec {
        @Override
        public String kind() {
            return "tool_call";
        }
    }

    /** Where the answer stands in the text. */
    sealed interface Extract {
        record JsonField(String field) implements Extract {}

        record Pattern(String pattern) implements Extract {}

        record LastNumber() implements Extract {}

        record After(String marker) implements Extract {}
    }

    /** One check; {@code words} and {@code lines} are inclusive bounds, null where not given. */
    sealed interface Constraint {
        record Words(@Nullable Integer min, @Nullable Integer max) implements Constraint {}

        record Lines(@Nullable Integer min, @Nullable Integer max) implements Constraint {}

        record Contains(List<String> all, List<String> any, List<String> none) implements Constraint {}

        record Matches(String pattern) implements Constraint {}

        record ValidJson() implements Constraint {}

        record StartsWith(String text) implements Constraint {}

        record EndsWith(String text) implements Constraint {}
    }
}
