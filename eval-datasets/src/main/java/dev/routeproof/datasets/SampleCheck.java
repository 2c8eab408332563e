package dev.routeproof.datasets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routeproof.routing.config.Place;
import dev.routeproof.routing.config.ProblemCollector;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a sample's targets are ones its scorer can work with. */
final class SampleCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SampleCheck() {}

    /** Records each target that no answer could meet. */
    static void check(ScorerSpec scorer, List<String> targets, Place place, ProblemCollector problems) {
        if (targets.isEmpty() && needsTarget(scorer)) {
            problems.add(
                    place,
                    "scorer '" + scorer.kind() + "' needs a target and this sample has none",
                    "add \"target\": the right answer, or a list of acceptable ones");
        }
        for (String target : targets) {
            switch (scorer) {
                case ScorerSpec.Choice choice -> choice(choice, target, place, problems);
                case ScorerSpec.ToolCall _ -> toolCall(target, place, problems);
                case ScorerSpec.JsonSchema _ -> json(target, place, problems);
                case ScorerSpec.Numeric _ -> number(target, place, problems);
                case ScorerSpec.Exact _,
                        ScorerSpec.Includes _,
                        ScorerSpec.Regex _,
                        ScorerSpec.Expression _,
                        ScorerSpec.Overlap _,
                        ScorerSpec.Constraints _ -> {}
            }
        }
    }

    private static boolean needsTarget(ScorerSpec scorer) {
        return switch (scorer) {
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

    private static void choice(ScorerSpec.Choice choice, String target, Place place, ProblemCollector problems) {
        boolean known = choice.choices().stream()
                .anyMatch(label -> label.toLowerCase(Locale.ROOT).equals(target.toLowerCase(Locale.ROOT)));
        if (!known) {
            problems.add(
                    place,
                    "target '" + target + "' is none of the choices " + String.join(", ", choice.choices()),
                    "name one of them, or add it to choices");
        }
    }

    private static void number(String target, Place place, ProblemCollector problems) {
        boolean digits = target.chars().anyMatch(Character::isDigit);
        boolean words = target.chars().allMatch(c -> Character.isLetter(c) || c == ' ' || c == '-');
        if (!digits && !words) {
            problems.add(place, "target '" + target + "' is not a number", "the numeric scorer compares numbers");
        }
    }

    private static void toolCall(String target, Place place, ProblemCollector problems) {
        JsonNode call = parsed(target);
        if (call == null || !call.path("name").isTextual()) {
            problems.add(
                    place,
                    "the target of a tool_call scorer must be a JSON text that names a tool",
                    "write \"target\": \"{\\\"name\\\": …, \\\"arguments\\\": {…}}\"");
        }
    }

    private static void json(String target, Place place, ProblemCollector problems) {
        if (parsed(target) == null) {
            problems.add(
                    place,
                    "the target of a json_schema scorer must be JSON",
                    "write it as a JSON text, or leave it out");
        }
    }

    private static @Nullable JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }
}
