package dev.routeproof.harness.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.datasets.ScorerSpec.Constraint;
import dev.routeproof.datasets.ScorerSpec.Expression.Language;
import dev.routeproof.datasets.ScorerSpec.Extract;
import dev.routeproof.datasets.ScorerSpec.Overlap.Measure;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileAnswersTest {
    static final Extract FIELD = new Extract.JsonField("answer");
    static final List<ScorerSpec> SCORERS = List.of(
            new ScorerSpec.Exact(true, FIELD),
            new ScorerSpec.Includes(true, true, null),
            new ScorerSpec.Regex("(a+)+$", null),
            new ScorerSpec.Numeric(0, 0, FIELD),
            new ScorerSpec.Numeric(0, 0, null),
            new ScorerSpec.Expression(Language.LATEX, null),
            new ScorerSpec.Expression(Language.PYTHON, null),
            new ScorerSpec.Expression(Language.PYTHON, FIELD),
            new ScorerSpec.Choice(List.of("A", "B"), null),
            new ScorerSpec.JsonSchema(JsonNodeFactory.instance.objectNode(), null),
            new ScorerSpec.Overlap(Measure.ROUGE_L, null),
            new ScorerSpec.Constraints(List.of(new Constraint.ValidJson(), new Constraint.Matches("(a|aa)+$")), null),
            new ScorerSpec.ToolCall(null));

    static Stream<String> answers() {
        int size = 200_000;
        return Stream.of(
                "a".repeat(size) + "!",
                "[".repeat(size),
                "(".repeat(size),
                "{\"answer\":".repeat(size / 10),
                "\"answer\": \"".repeat(size / 11),
                "\\frac{".repeat(size / 6),
                "\\boxed{".repeat(size / 7),
                "9".repeat(size),
                "1,".repeat(size / 2),
                "1e999999999",
                "1/0 = 0/0",
                "-".repeat(size),
                "\"".repeat(size),
                "'\\".repeat(size / 2),
                " ".repeat(size) + "x",
                "\n".repeat(size) + "x",
                "```".repeat(size / 3),
                "A ".repeat(size / 2),
                "\u0000\u202e\ud800<script>{{",
                "{\"answer\": \"" + "x".repeat(size),
                "answer: ".repeat(size / 8),
                "{}".repeat(size / 2),
                "{a}[".repeat(size / 4),
                "```\n[1}\n".repeat(size / 8),
                "{\"n\":1e99999999}");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyScorerEndsSoonWithAValue(String answer) {
        for (ScorerSpec scorer : SCORERS) {
            String target = scorer instanceof ScorerSpec.ToolCall ? "{\"name\": \"f\"}" : "17";
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThat(Graded.value(scorer, answer, target)).isBetween(0.0, 1.0),
                    scorer.kind());
        }
    }
}
