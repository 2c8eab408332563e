package dev.routeproof.harness.score;

import dev.routeproof.datasets.Sample;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.harness.score.extract.AnswerText;
import dev.routeproof.harness.score.extract.AnswerText.Found;
import dev.routeproof.harness.score.extract.AnswerText.Missing;
import dev.routeproof.harness.score.extract.Thinking;
import dev.routeproof.providers.client.Answer;

/**
 * The judge of one answer against one sample. Pure; bounded in time and memory for any answer: patterns run in linear
 * time (RE2) and only the first {@value #LONGEST_ANSWER} characters are read.
 */
public final class Scorer {
    static final int LONGEST_ANSWER = 400_000;

    private Scorer() {}

    /** An answer without the part that was asked for scores 0; {@code Unscored} means that the sample is at fault. */
    public static Score score(Sample sample, Answer answer) {
        String text = bounded(Thinking.without(answer.text()));
        ScorerSpec spec = sample.scorer();
        if (spec instanceof ScorerSpec.ToolCall toolCall) {
            return ToolCallScorer.score(sample, toolCall, answer.toolCalls(), text);
        }
        return switch (AnswerText.locate(spec.extract(), text)) {
            case Missing missing -> new Score.Scored(0, "", missing.reason());
            case Found found -> judge(sample, spec, found);
        };
    }

    private static Score judge(Sample sample, ScorerSpec spec, Found found) {
        if (sample.target().isEmpty() && needsTarget(spec)) {
            return new Score.Unscored("The sample has no target, and scorer '" + spec.kind() + "' needs one.");
        }
        return switch (spec) {
            case ScorerSpec.Exact exact -> TextScorer.exact(exact, sample.target(), found);
            case ScorerSpec.Includes includes -> TextScorer.includes(includes, sample.target(), found.text());
            case ScorerSpec.Regex regex -> TextScorer.regex(regex, found.text());
            case ScorerSpec.Numeric numeric -> NumericScorer.score(numeric, sample.target(), found);
            case ScorerSpec.Expression expression -> ExpressionScorer.score(expression, sample.target(), found);
            case ScorerSpec.Choice choice -> ChoiceScorer.score(choice, sample.target(), found);
            case ScorerSpec.JsonSchema schema -> JsonSchemaScorer.score(schema, sample.target(), found.text());
            case ScorerSpec.Overlap overlap -> OverlapScorer.score(overlap, sample.target(), found.text());
            case ScorerSpec.Constraints constraints -> ConstraintScorer.score(constraints, found.text());
            case ScorerSpec.ToolCall toolCall ->
                throw new IllegalStateException(toolCall.kind() + " is judged on the whole answer");
        };
    }

    /** Whether a sample of this kind is unusable without a target. */
    static boolean needsTarget(ScorerSpec spec) {
        return switch (spec) {
            case ScorerSpec.Exact _,
                    ScorerSpec.Includes _,
                    ScorerSpec.Numeric _,
                    ScorerSpec.Expression _,
                    ScorerSpec.Choice _,
                    ScorerSpec.Overlap _,
                    ScorerSpec.ToolCall _ -> true;
            case ScorerSpec.Regex _, ScorerSpec.JsonSchema _, ScorerSpec.Constraints _ -> false;
        };
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_ANSWER ? text : text.substring(0, LONGEST_ANSWER);
    }
}
