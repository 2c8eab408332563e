package dev.routeproof.harness.score;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.datasets.Sample;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.harness.score.Score.Scored;
import dev.routeproof.harness.score.extract.AnswerText;
import dev.routeproof.harness.score.extract.AnswerText.Found;
import dev.routeproof.providers.client.Answer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The named tool is called once with the target's arguments, by value. A target is {@code {"name": …, "arguments": {…}}};
 * an answer without a tool call may hold such an object as its text.
 */
final class ToolCallScorer {
    private record Called(String name, JsonNode arguments) {}

    private ToolCallScorer() {}

    static Score score(Sample sample, ScorerSpec.ToolCall spec, List<Answer.ToolCall> calls, String text) {
        List<Called> wanted = sample.target().stream()
                .map(JsonText::parse)
                .flatMap(Optional::stream)
                .map(ToolCallScorer::called)
                .flatMap(Optional::stream)
                .toList();
        if (wanted.isEmpty()) {
            return new Score.Unscored("No target is a JSON text {\"name\": …, \"arguments\": {…}}.");
        }
        if (calls.size() > 1) {
            String names = calls.stream().map(Answer.ToolCall::name).collect(Collectors.joining(", "));
            return new Scored(0, names, "One call was asked for, " + calls.size() + " were made.");
        }
        Optional<Called> made = calls.isEmpty() ? fromText(spec, text) : fromCall(calls.getFirst());
        if (made.isEmpty()) {
            String said = calls.isEmpty() ? text.strip() : calls.getFirst().arguments();
            return new Scored(0, said, JsonText.absence(said, "The answer calls no tool with JSON arguments."));
        }
        return compare(wanted, made.get());
    }

    private static Score compare(List<Called> wanted, Called made) {
        String shown = made.name() + "(" + made.arguments() + ")";
        for (Called target : wanted) {
            if (target.name().equals(made.name()) && JsonText.same(target.arguments(), made.arguments())) {
                return new Scored(1, shown, "The call equals the target.");
            }
        }
        Called target = wanted.getFirst();
        return target.name().equals(made.name())
                ? new Scored(0, shown, "The arguments are not " + target.arguments() + ".")
                : new Scored(0, shown, "Calls '" + made.name() + "', not '" + target.name() + "'.");
    }

    private static Optional<Called> fromCall(Answer.ToolCall call) {
        String arguments = call.arguments().isBlank() ? "{}" : call.arguments();
        return JsonText.parse(arguments).map(node -> new Called(call.name(), node));
    }

    private static Optional<Called> fromText(ScorerSpec.ToolCall spec, String text) {
        return AnswerText.locate(spec.extract(), text) instanceof Found found
                ? JsonText.find(found.text()).flatMap(ToolCallScorer::called)
                : Optional.empty();
    }

    /** Also OpenAI's {@code tool_calls} and {@code function}, and Llama's {@code parameters}; a list of one is that one. */
    private static Optional<Called> called(JsonNode node) {
        JsonNode calls = node.has("tool_calls") ? node.get("tool_calls") : node;
        JsonNode call = calls.isArray() && calls.size() == 1 ? calls.get(0) : calls;
        JsonNode function = call.path("function").isObject() ? call.get("function") : call;
        JsonNode name = function.get("name");
        if (name == null || !name.isTextual()) {
            return Optional.empty();
        }
        return arguments(function).map(arguments -> new Called(name.textValue(), arguments));
    }

    /** An object or, as on the wire, a JSON text of one; no arguments where none are given. */
    private static Optional<JsonNode> arguments(JsonNode function) {
        JsonNode given = function.has("arguments") ? function.get("arguments") : function.get("parameters");
        if (given == null) {
            return JsonText.parse("{}");
        }
        return given.isTextual() ? JsonText.parse(given.textValue()) : Optional.of(given);
    }
}
