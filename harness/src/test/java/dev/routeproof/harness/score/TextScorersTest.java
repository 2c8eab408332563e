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
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(Graded.value(any, "首都是Paris。", "Paris")).isEqualTo(1);
        assertThat(Graded.value(any, "éParis", "Paris")).isZero();
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            A | The answer is A because it is largest
            A | Option A is correct.
            A | A is the correct answer.
            A | A because it's big.
            A | Answer: A is correct
            A | The answer is A since B is wrong
            A | <answer>A</answer>
            B | I'd go with B, I think
            C | <answer>C) Paris</answer>¶A is wrong.
            C | A) Lyon: no.¶B) Nice: no.¶C) Paris: yes.¶D) Rome: no.¶¶So the answer is C.
            C | A) Lyon: no.¶B) Nice: no.¶¶So \\boxed{C}
            C | A) Lyon: no.¶B) Nice: no.¶¶Only C is left
            C | A, B, and D are wrong. The answer is C.
            C | (A) is incorrect, it is late. The correct answer is (C).
            C | The answer is B. Wait, I made a mistake. The answer is C.
            C | The best choice is C.¶¶Why not D? It is too late.
            C | So the answer must be **C**, as D is false.
            C | I believe the correct option is C; D is too late.
            C | Option C is correct. Option A is wrong.
            C | Option (C) fits best. Options (A), (B) and (D) do not.
            C | The answer is not D. It is C.
            C | The answer is not A but C
            C | I would pick C over D
            C | (A) is incorrect.¶(B) is incorrect.¶(C) is correct.
            C | {"answer": "C", "explanation": "A and B are none"}
            C | It must be **C**¶¶Remember that B was once the capital
            C | C - Paris, not D
            C | C! There is no other, D least of all
            D | d) because of it
            D | Answer: d
            D | The answer is d.
            D | option D
            D | D. See B for more
            """)
    void theLabelIsFoundWhereverTheSentenceHasIt(String label, String answer) {
        assertThat(Graded.score(
                        new ScorerSpec.Choice(List.of("A", "B", "C", "D", "I"), null),
                        answer.replace("¶", "\n"),
                        label))
                .as(answer)
                .isInstanceOfSatisfying(
                        Score.Scored.class,
                        scored -> assertThat(scored.extracted()).isEqualTo(label));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "B or C",
                "B/C",
                "Both B and C are correct.",
                "The answer is B or C",
                "The answer is (B), (C)",
                "The answer is not C.",
                "I think it depends",
                "A hash map"
            })
    void whoNamesSeveralOrNoneChoosesNone(String answer) {
        assertThat(Graded.score(new ScorerSpec.Choice(List.of("A", "B", "C", "D", "I"), null), answer, "C"))
                .isInstanceOfSatisfying(
                        Score.Scored.class,
                        scored -> assertThat(scored.explanation()).startsWith("None of "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            true,false        | false    | The statement is **False**.¶¶It's true that cats are mammals, though.
            yes,no            | yes      | Yes! There is no other.
            positive,negative | negative | **Sentiment:** negative¶¶**Reason:** The only positive word is 'nice'.
            positive,negative | positive | Not negative but positive.
            positive,negative | negative | The sentiment is negative rather than positive.
            1,2,3             | 3        | 1. Lyon is wrong¶2. Nice too¶3. Paris¶¶The answer is 3.
            1,2,3             | 2        | 3.5 is nowhere, so choose 2
            """)
    void labelsMayBeWords(String labels, String label, String answer) {
        assertThat(Graded.score(
                        new ScorerSpec.Choice(List.of(labels.split(",")), null), answer.replace("¶", "\n"), label))
                .isInstanceOfSatisfying(
                        Score.Scored.class,
                        scored -> assertThat(scored.extracted()).isEqualTo(label));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            1 | <think>Is it A? No.</think>¶¶B
            1 | <think>¶¶</think>¶¶B
            1 | it may be A¶</think>B
            0 | <think>B it is. No, A.</think>¶C
            0 | <think>So B
            """)
    void whatIsThoughtAloudIsNoPartOfTheAnswer(double value, String answer) {
        for (ScorerSpec scorer : List.of(
                new ScorerSpec.Choice(List.of("A", "B", "C"), null),
                new ScorerSpec.Exact(true, null),
                new ScorerSpec.Includes(true, false, null))) {
            assertThat(Graded.value(scorer, answer.replace("¶", "\n"), "B"))
                    .as(scorer.kind())
                    .isEqualTo(value);
        }
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            3        | There are 3.
            3        | 3, as said
            3        | $3 or so
            3        | 2-3
            3        | 1, 3
            3        | not 3.5 but 3
            -3       | it is -3
            1,000    | 1,000 people
            New York | ~New\\u00a0\\nYork~
            New York | ~New \\u00a0 York~
            don't    | I don’t know
            C++      | C++ it is
            Paris    | 2.Paris
            """)
    void includesReadsSpacesQuotesAndNumbersAsAReader(String target, String answer) {
        String text = answer.replace("\\n", "\n").replace("\\u00a0", "\u00a0");
        assertThat(Graded.value(new ScorerSpec.Includes(true, false, null), text, target))
                .isEqualTo(1);
        assertThat(Graded.value(new ScorerSpec.Includes(false, false, null), text, target))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            3        | There are 3.5 of them
            3        | There are 1,3
            3        | -3
            3        | it is −3
            3        | 13
            5        | 0.5
            5        | 5,000
            5 km     | 1.5 km
            1,000    | 1,000,000 people
            1,000    | 21,000
            New York | NewYork
            dont     | don’t
            """)
    void includesFindsNothingInsideANumberOrAWord(String target, String answer) {
        assertThat(Graded.value(new ScorerSpec.Includes(true, false, null), answer, target))
                .isZero();
    }
}
