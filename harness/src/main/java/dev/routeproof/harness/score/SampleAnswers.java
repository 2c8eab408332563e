package dev.routeproof.harness.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.datasets.Sample;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.datasets.ScorerSpec.Extract;
import dev.routeproof.harness.score.number.NumberText;
import dev.routeproof.providers.client.Answer;
import dev.routeproof.providers.client.Timing;
import dev.routeproof.providers.client.Usage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a simulated model says when it is to be right or wrong about a sample: texts tried against the sample's scorer. */
public final class SampleAnswers {
    private static final Usage NO_USAGE = new Usage(0, 0, 0, 0, Usage.Source.ESTIMATED);
    private static final List<String> NONSENSE = List.of(
            "I do not know.", "purple elephants dance", "{\"nothing\": true}", "[]", "0", "-987654321", "-", "...");

    private SampleAnswers() {}

    /** A text that scores 1; empty where the sample holds none (no target, or one its scorer rejects). */
    public static Optional<String> right(Sample sample) {
        return sample.target().stream()
                .map(target -> presented(sample.scorer().extract(), target))
                .filter(text -> value(sample, text) == 1)
                .findFirst();
    }

    /** A text that is judged and scores below 0.5; empty where the scorer accepts everything. */
    public static Optional<String> wrong(Sample sample) {
        return wrongParts(sample).stream()
                .map(part -> presented(sample.scorer().extract(), part))
                .filter(text -> {
                    double value = value(sample, text);
                    return value >= 0 && value < 0.5;
                })
                .findFirst();
    }

    /** The score of a text without tool calls; -1 where it is unscored. */
    private static double value(Sample sample, String text) {
        Answer answer = new Answer(text, List.of(), NO_USAGE, Timing.NOT_MEASURED, null, null);
        return Guarded.score(sample, () -> Scorer.score(sample, answer)) instanceof Score.Scored scored
                ? scored.value()
                : -1;
    }

    private static String presented(@Nullable Extract extract, String part) {
        return switch (extract) {
            case null -> part;
            case Extract.JsonField json ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put("reasoning", "Worked out step by step.")
                        .put(json.field(), part)
                        .toPrettyString();
            case Extract.After after -> "Worked out step by step.\n\n" + after.marker() + " " + part;
            case Extract.LastNumber _ -> "The number is " + part;
            case Extract.Pattern _ -> part;
        };
    }

    /** Plausible wrong answers first, nonsense last. */
    private static List<String> wrongParts(Sample sample) {
        List<String> parts = new ArrayList<>();
        for (String target : sample.target()) {
            switch (sample.scorer()) {
                case ScorerSpec.Numeric _ -> parts.addAll(otherNumbers(target));
                case ScorerSpec.Expression _ -> parts.addAll(otherExpressions(target));
                case ScorerSpec.Choice choice -> parts.addAll(choice.choices());
                case ScorerSpec.JsonSchema _, ScorerSpec.ToolCall _ ->
                    JsonText.parse(target)
                            .map(SampleAnswers::changed)
                            .map(JsonNode::toString)
                            .ifPresent(parts::add);
                case ScorerSpec.Exact _, ScorerSpec.Includes _, ScorerSpec.Regex _ -> parts.addAll(otherTexts(target));
                case ScorerSpec.Overlap _, ScorerSpec.Constraints _ -> {}
            }
        }
        parts.addAll(NONSENSE);
        return parts;
    }

    private static List<String> otherNumbers(String target) {
        return NumberText.last(target)
                .map(reading -> List.of(
                        reading.value().add(BigDecimal.ONE).toPlainString(),
                        reading.value()
                                .multiply(BigDecimal.TWO)
                                .add(BigDecimal.TEN)
                                .toPlainString()))
                .orElse(List.of());
    }

    private static List<String> otherExpressions(String target) {
        boolean bracket = target.length() > 2 && "[({".indexOf(target.charAt(0)) >= 0;
        return bracket
                ? List.of(target.substring(0, 1) + target.substring(target.length() - 1), "[0]")
                : List.of("[" + target + "]", "0", "1");
    }

    /** The target with its last letter or digit exchanged, or its last word left out. */
    private static List<String> otherTexts(String target) {
        int space = target.strip().lastIndexOf(' ');
        StringBuilder changed = new StringBuilder(target);
        for (int i = target.length() - 1; i >= 0; i--) {
            char c = target.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                changed.setCharAt(i, Character.isDigit(c) ? (c == '9' ? '0' : (char) (c + 1)) : c == 'x' ? 'y' : 'x');
                break;
            }
        }
        return space > 0
                ? List.of(target.strip().substring(0, space), changed.toString())
                : List.of(changed.toString());
    }

    /** The same shape with one value changed: the first string, number or truth value found. */
    private static JsonNode changed(JsonNode node) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = object.deepCopy();
                String key = object.has("arguments") ? "arguments" : lastKey(object);
                yield key == null ? copy.put("unexpected", true) : copy.set(key, changed(object.get(key)));
            }
            case ArrayNode array -> {
                ArrayNode copy = array.deepCopy();
                yield copy.isEmpty() ? copy.add("unexpected") : copy.set(0, changed(array.get(0)));
            }
            case JsonNode number
            when number.isIntegralNumber() ->
                json.numberNode(number.bigIntegerValue().add(BigInteger.ONE));
            case JsonNode number when number.isNumber() -> json.numberNode(number.doubleValue() + 1);
            case JsonNode truth when truth.isBoolean() -> json.booleanNode(!truth.booleanValue());
            case JsonNode other -> json.textNode(other.asText() + " (other)");
        };
    }

    private static @Nullable String lastKey(ObjectNode object) {
        String last = null;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            last = field.getKey();
        }
        return last;
    }
}
