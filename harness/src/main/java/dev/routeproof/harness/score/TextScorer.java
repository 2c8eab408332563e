package dev.routeproof.harness.score;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.harness.score.Score.Scored;
import dev.routeproof.harness.score.extract.AnswerText.Found;
import java.util.List;

/** Answers compared as text: equal to a target, holding a target, matching a pattern. */
final class TextScorer {
    private TextScorer() {}

    /** A part that was asked for may be followed by more lines; its first line counts too. */
    static Score exact(ScorerSpec.Exact exact, List<String> targets, Found found) {
        List<String> candidates = found.whole() ? List.of(found.text()) : List.of(found.text(), found.firstLine());
        for (String target : targets) {
            for (String candidate : candidates) {
                if (folded(candidate, exact.ignoreCase()).equals(folded(target, exact.ignoreCase()))) {
                    return new Scored(1, candidate, "Equals the target '" + target + "'.");
                }
            }
        }
        return new Scored(0, candidates.getLast(), "Is not '" + targets.getFirst() + "'.");
    }

    private static String folded(String text, boolean ignoreCase) {
        return ignoreCase ? PlainText.fold(text) : text.strip();
    }

    static Score includes(ScorerSpec.Includes includes, List<String> targets, String text) {
        String haystack = includes.ignoreCase() ? PlainText.lower(text) : text;
        List<String> present = targets.stream()
                .filter(target ->
                        PlainText.holdsWord(haystack, includes.ignoreCase() ? PlainText.lower(target) : target))
                .toList();
        boolean right = includes.all() ? present.size() == targets.size() : !present.isEmpty();
        if (right) {
            return new Scored(1, String.join(", ", present), "Holds " + quoted(present) + ".");
        }
        List<String> absent =
                targets.stream().filter(target -> !present.contains(target)).toList();
        return new Scored(0, String.join(", ", present), "Does not hold " + quoted(absent) + ".");
    }

    static Score regex(ScorerSpec.Regex regex, String text) {
        try {
            boolean matches = Pattern.compile(regex.pattern()).matcher(text).find();
            String verb = matches ? "Matches /" : "Does not match /";
            return new Scored(matches ? 1 : 0, text, verb + regex.pattern() + "/.");
        } catch (PatternSyntaxException broken) {
            return new Score.Unscored(
                    "The pattern /" + regex.pattern() + "/ is not valid RE2: " + broken.getDescription() + ".");
        }
    }

    private static String quoted(List<String> texts) {
        return "'" + String.join("', '", texts) + "'";
    }
}
