package dev.routeproof.harness.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.datasets.ScorerSpec.Constraint;
import dev.routeproof.datasets.ScorerSpec.Extract;
import dev.routeproof.datasets.ScorerSpec.Overlap.Measure;
import dev.routeproof.providers.client.Answer;
import dev.routeproof.stats.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextScorersTest {
    static final ScorerSpec EXACT = new ScorerSpec.Exact(true, null);

    @Test
    void exactForgivesCaseSpacesAndOuterPunctuation() {
        assertThat(Graded.value(EXACT, " **Paris.** ", "paris")).isEqualTo(1);
        assertThat(Graded.value(EXACT, "Paris, France", "Paris")).isZero();
        assertThat(Graded.value(new ScorerSpec.Exact(false, null), "paris", "Paris"))
                .isZero();
    }

    @Test
    void aTargetInQuotesIsMeantToTheLetter() {
        assertThat(Graded.value(EXACT, "\"Ab c\"", "'Ab c'")).isEqualTo(1);
        assertThat(Graded.value(EXACT, "ab c", "'Ab c'")).isZero();
        assertThat(Graded.value(EXACT, "'Ab  c'", "'Ab c'")).isZero();
    }

    @Test
    void whatFollowsAMarkerIsJudgedByItsFirstLine() {
        ScorerSpec after = new ScorerSpec.Exact(true, new Extract.After("Answer:"));
        assertThat(Graded.value(after, "Long talk.\n**Answer:** yes\n\nHope that helps.", "yes"))
                .isEqualTo(1);
        assertThat(Graded.value(after, "yes", "yes")).isZero();
    }

    @Test
    void includesWantsWholeWords() {
        ScorerSpec any = new ScorerSpec.Includes(true, false, null);
        assertThat(Graded.value(any, "It is PARIS, of course.", "paris", "lutetia"))
                .isEqualTo(1);
        assertThat(Graded.value(any, "comparison", "paris")).isZero();
        assertThat(Graded.value(new ScorerSpec.Includes(true, true, null), "red and blue", "red", "green"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            B
            (B)
            B) because A is slower
            **B.** It returns the call.
            The answer is B.
            A is wrong: it never ends. So the correct answer is (B).
            A hash map is fast, hence option B
            """)
    void theChosenLetterIsFound(String answer) {
        assertThat(Graded.value(new ScorerSpec.Choice(List.of("A", "B", "C"), null), answer, "B"))
                .isEqualTo(1);
    }

    @Test
    void aLabelInsideALongerLabelIsNotChosen() {
        ScorerSpec spam = new ScorerSpec.Choice(List.of("spam", "not spam"), null);
        assertThat(Graded.value(spam, "This is not spam.", "not spam")).isEqualTo(1);
        assertThat(Graded.value(spam, "This is not spam.", "spam")).isZero();
        assertThat(Graded.value(spam, "Neither.", "spam")).isZero();
    }

    @Test
    void jsonIsJudgedBySchemaAndTarget() throws JsonProcessingException {
        JsonNode schema = new ObjectMapper()
                .readTree(
                        "{\"type\": \"object\", \"required\": [\"n\"], \"properties\": {\"n\": {\"type\": \"integer\"}}}");
        ScorerSpec scorer = new ScorerSpec.JsonSchema(schema, null);
        assertThat(Graded.value(scorer, "Sure:\n```json\n{\"n\": 3}\n```")).isEqualTo(1);
        assertThat(Graded.value(scorer, "{\"n\": 3, \"m\": [1, 2]}", "{\"m\": [1.0, 2], \"n\": 3}"))
                .isEqualTo(1);
        assertThat(Graded.value(scorer, "{\"n\": 4}", "{\"n\": 3}")).isZero();
        assertThat(Graded.value(scorer, "{\"n\": \"3\"}")).isZero();
        assertThat(Graded.value(scorer, "n is 3")).isZero();
    }

    @Test
    void overlapIsTheHarmonicMeanOfPrecisionAndRecall() {
        ScorerSpec f1 = new ScorerSpec.Overlap(Measure.F1, null);
        ScorerSpec rouge = new ScorerSpec.Overlap(Measure.ROUGE_L, null);
        assertThat(Graded.value(f1, "cat sat on mat", "the cat sat")).isCloseTo(2 * 2 / 6.0, within(1e-12));
        assertThat(Graded.value(f1, "sat cat", "cat sat")).isEqualTo(1);
        assertThat(Graded.value(rouge, "sat cat", "cat sat")).isEqualTo(0.5);
    }

    @Test
    void constraintsGiveTheShareThatHolds() {
        ScorerSpec scorer = new ScorerSpec.Constraints(
                List.of(
                        new Constraint.Words(2, 3),
                        new Constraint.Contains(List.of("red"), List.of(), List.of("blue")),
                        new Constraint.Matches("^[a-z ]+$"),
                        new Constraint.EndsWith("car")),
                null);
        assertThat(Graded.value(scorer, "a red car")).isEqualTo(1);
        assertThat(Graded.value(scorer, "a blue car")).isEqualTo(0.75);
        assertThat(Graded.score(scorer, "a blue car").explanation()).isEqualTo("Broken: lacks 'red'.");
    }

    @Test
    void aToolIsCalledOnceWithTheArgumentsAskedFor() {
        ScorerSpec scorer = new ScorerSpec.ToolCall(null);
        String target = "{\"name\": \"weather\", \"arguments\": {\"city\": \"Oslo\", \"days\": 3}}";
        var right = new Answer.ToolCall("weather", "{\"days\": 3.0, \"city\": \"Oslo\"}");
        var wrong = new Answer.ToolCall("weather", "{\"days\": 2, \"city\": \"Oslo\"}");
        var sample = Graded.sample(scorer, target);
        assertThat(Scorer.score(sample, Graded.answer("", right)))
                .isEqualTo(
                        new Score.Scored(1, "weather({\"days\":3,\"city\":\"Oslo\"})", "The call equals the target."));
        assertThat(((Score.Scored) Scorer.score(sample, Graded.answer("", wrong))).value())
                .isZero();
        assertThat(((Score.Scored) Scorer.score(sample, Graded.answer("", right, right))).value())
                .isZero();
        assertThat(((Score.Scored) Scorer.score(sample, Graded.answer(target))).value())
                .isEqualTo(1);
        assertThat(((Score.Scored) Scorer.score(sample, Graded.answer("It will rain."))).value())
                .isZero();
    }

    @Test
    void anEmptyAnswerIsWrongAndASampleWithoutTargetIsUnscored() {
        assertThat(Graded.score(EXACT, "  ", "x")).isEqualTo(new Score.Scored(0, "", "The answer is empty."));
        assertThat(Graded.score(EXACT, "x")).isInstanceOf(Score.Unscored.class);
        assertThat(Graded.score(new ScorerSpec.Regex("(?=x)", null), "x")).isInstanceOf(Score.Unscored.class);
    }

    @Test
    void passAtKIsTheChanceThatOneOfKIsRight() {
        List<Score> scores = List.of(
                new Score.Scored(1, "", ""),
                new Score.Scored(0, "", ""),
                new Score.Scored(0, "", ""),
                new Score.Unscored(""));
        assertThat(Repeats.passAt(1, scores)).isEqualTo(new Result.Value<>(1 - 2 / 3.0));
        assertThat(Repeats.passAt(2, scores)).isEqualTo(new Result.Value<>(1 - 2 / 3.0 * (1 / 2.0)));
        assertThat(Repeats.passAt(3, scores)).isEqualTo(new Result.Value<>(1.0));
        assertThat(Repeats.passAt(4, scores)).isInstanceOf(Result.NotEstimable.class);
        assertThat(Repeats.mean(scores)).isEqualTo(new Result.Value<>(1 / 3.0));
    }
}
