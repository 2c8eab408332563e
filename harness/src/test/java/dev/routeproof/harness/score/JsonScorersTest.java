package dev.routeproof.harness.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.providers.client.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScorersTest {
    static final String ANN = "{\"name\":\"Ann\",\"age\":30}";
    static final String PERSON =
            "{\"type\":\"object\",\"required\":[\"name\"],\"properties\":{\"age\":{\"type\":\"integer\"}}}";
    static final String OSLO = "{\"name\":\"weather\",\"arguments\":{\"city\":\"Oslo\"}}";
    static final ScorerSpec TOOL = new ScorerSpec.ToolCall(null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JSON",
                "Sure! JSON Hope [this] helps.",
                "I used {name} as a placeholder: JSON",
                "JSON\n\nNote: the [age] field is in years {approx}.",
                "```json\nJSON\n```\n\nUsage:\n```python\nprint(d['name'])\n```",
                "```json\n{\"name\":\"Bob\"}\n```\nCorrected:\n```json\nJSON\n```",
                "First I had {\"name\":\"Bob\"}, but it is JSON",
                "~~~json\nJSON\n~~~",
                "The quote \" is odd. JSON",
            })
    void theJsonOfAnAnswerIsFoundAmongWhatLooksLikeIt(String answer) {
        assertThat(Graded.value(schema(PERSON), answer.replace("JSON", ANN), ANN))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JSON\nJSON",
                "JSON, JSON",
                "[JSON]",
                "[JSON, JSON",
                "JSON But I correct myself: {\"name\":\"Bob\"}",
                "{\"person\": JSON, \"oops\"}",
                "{'name':'Ann','age':30}",
            })
    void severalValuesPartsOfBrokenOnesAndLaterOnesAreNotTheTarget(String answer) {
        assertThat(Graded.value(schema(PERSON), answer.replace("JSON", ANN), ANN))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"n\":1e99999999}", "{\"n\":-1E+0001001}", "{\"n\":1e-5000}", "{\"n\":[1e2147483648]}"})
    void aNumberTooLargeToComputeWithIsNoJson(String answer) {
        ScorerSpec scorer = schema("{\"properties\":{\"n\":{\"multipleOf\":3}}}");
        Score score = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Graded.score(scorer, answer));
        assertThat(score).isInstanceOfSatisfying(Score.Scored.class, scored -> {
            assertThat(scored.value()).isZero();
            assertThat(scored.explanation()).contains("beyond 10^1000");
        });
    }

    @Test
    void aLargeNumberWithinReasonIsRead() {
        ScorerSpec scorer = schema("{\"properties\":{\"n\":{\"multipleOf\":3}}}");
        assertThat(Graded.value(scorer, "{\"n\":3e400}")).isEqualTo(1);
        assertThat(Graded.value(scorer, "{\"n\":1e400}")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"$ref\":\"#\"}", "{\"allOf\":[{\"$ref\":\"#\"}]}"})
    void aSchemaThatRefersToItselfWithoutEndIsTheSamplesFault(String schema) {
        assertThat(Graded.score(schema(schema), "{\"a\":1}"))
                .isInstanceOfSatisfying(
                        Score.Unscored.class,
                        unscored -> assertThat(unscored.reason()).contains("refers to itself"));
    }

    @Test
    void aRecursiveSchemaIsFollowedAsDeepAsAnAnswerMayBe() {
        ScorerSpec scorer = schema("{\"type\":\"object\",\"properties\":{\"c\":{\"$ref\":\"#\"}}}");
        assertThat(Graded.value(scorer, "{\"c\":".repeat(90) + "{}" + "}".repeat(90)))
                .isEqualTo(1);
        assertThat(Graded.value(scorer, "{\"c\":".repeat(90) + "1" + "}".repeat(90)))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"weather\",\"parameters\":{\"city\":\"Oslo\"}}",
                "{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"}",
                "[{\"name\":\"weather\",\"arguments\":{\"city\":\"Oslo\"}}]",
                "{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":{\"city\":\"Oslo\"}}}",
                "{\"tool_calls\":[{\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"}}]}",
                "<think>{\"name\":\"time\"}?</think>\n{\"name\":\"weather\",\"arguments\":{\"city\":\"Oslo\"}}",
            })
    void aCallInATextIsReadInEveryUsualSpelling(String answer) {
        assertThat(Graded.value(TOOL, answer, OSLO)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"weather\",\"parameters\":{\"city\":\"Bergen\"}}",
                "{\"name\":\"weather\"}",
                "{\"name\":\"weather\",\"arguments\":{},\"parameters\":{\"city\":\"Oslo\"}}",
                "[CALL, CALL]",
                "{\"tool_calls\":[CALL, CALL]}",
                "{\"tool_calls\":[]}",
                "CALL\nCALL",
                "<tool_call>CALL</tool_call>\n<tool_call>CALL</tool_call>",
                "[[CALL]]",
            })
    void otherArgumentsAndSeveralCallsAreWrong(String answer) {
        assertThat(Graded.value(TOOL, answer.replace("CALL", OSLO), OSLO)).isZero();
    }

    @Test
    void argumentsWithoutMeaningAreNoneAndOthersAreNotNone() {
        String now = "{\"name\":\"now\",\"arguments\":{}}";
        assertThat(Graded.value(TOOL, "{\"name\":\"now\",\"parameters\":{}}", now))
                .isEqualTo(1);
        assertThat(Graded.value(TOOL, "{\"name\":\"now\",\"parameters\":{\"tz\":\"UTC\"}}", now))
                .isZero();
    }

    @Test
    void aCallWithANumberTooLargeIsExplained() {
        var call = new Answer.ToolCall("weather", "{\"city\":1e99999999}");
        assertThat(Scorer.score(Graded.sample(TOOL, OSLO), Graded.answer("", call))
                        .explanation())
                .contains("beyond 10^1000");
    }

    private static ScorerSpec schema(String json) {
        try {
            return new ScorerSpec.JsonSchema(new ObjectMapper().readTree(json), null);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }
}
