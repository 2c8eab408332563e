package dev.routeproof.harness.score;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.harness.score.Score.Scored;
import dev.routeproof.harness.score.extract.AnswerText.Found;
import dev.routeproof.harness.score.extract.AnswerText.Part;
import dev.routeproof.harness.score.python.PythonLiteral;
import java.util.List;

/** Answers compared as text: equal to a target, holding a target, matching a pattern. */
final class TextScorer {
    private static final Pattern SPACES = Pattern.compile("[\\s\\x{a0}]+");

    private TextScorer() {}

    /** A part that was asked for may be followed by more lines; its first line counts too. */
    static Score exact(ScorerSpec.Exact exact, List<String> targets, Found found) {
        boolean cut = found.part() == Part.PASSAGE;
        List<String> candidates = cut ? List.of(found.text(), found.firstLine()) : List.of(found.text());
        for (String target : targets) {
            for (String candidate : candidates) {
                if (equal(exact, target, candidate) || sameValue(target, found)) {
                    return new Scored(1, candidate, "Equals the target '" + target + "'.");
                }
            }
        }
        return new Scored(0, candidates.getLast(), "Is not '" + targets.getFirst() + "'.");
    }

    /** A target in quotes is meant to the letter. */
    private static boolean equal(ScorerSpec.Exact exact, String target, String candidate) {
        boolean folded = exact.ignoreCase() && !LiteralText.isQuoted(target);
        return folded
                ? PlainText.fold(candidate).equals(PlainText.fold(target))
                : LiteralText.of(candidate).equals(LiteralText.of(target));
    }

    /** A JSON list or object has no spelling to compare: it equals a target that denotes the same. */
    private static boolean sameValue(String target, Found found) {
        return found.part() == Part.JSON_VALUE
                && PythonLiteral.parse(found.text())
                        .filter(value -> PythonLiteral.parse(target)
                                .filter(value::equals)
                                .isPresent())
                        .isPresent();
    }

    static Score includes(ScorerSpec.Includes includes, List<String> targets, String text) {
        String haystack = folded(text, includes.ignoreCase());
        List<String> present = targets.stream()
                .filter(target -> holds(haystack, folded(target, includes.ignoreCase())))
                .toList();
        boolean right = includes.all() ? present.size() == targets.size() : !present.isEmpty();
        if (right) {
            return new Scored(1, String.join(", ", present), "Holds " + quoted(present) + ".");
        }
        List<String> absent =
                targets.stream().filter(target -> !present.contains(target)).toList();
        return new Scored(0, String.join(", ", present), "Does not hold " + quoted(absent) + ".");
    }

    /** Straight quotes and single spaces. */
    private static String folded(String text, boolean ignoreCase) {
        String straight =
                text.replace('’', '\'').replace('‘', '\'').replace('“', '"').replace('”', '"');
        String spaced = SPACES.matcher(straight).replaceAll(" ").strip();
        return ignoreCase ? PlainText.lower(spaced) : spaced;
    }

    private static boolean holds(String text, String target) {
        int at = PlainText.indexOfWord(text, target, 0);
        while (at >= 0 && isInsideNumber(text, at, at + target.length())) {
            at = PlainText.indexOfWord(text, target, at + 1);
        }
        return at >= 0;
    }

    /** {@code 3} is no part of {@code 3.5}, {@code 1,3} or {@code -3}, nor {@code 1,000} one of {@code 1,000,000}. */
    private static boolean isInsideNumber(String text, int from, int to) {
        boolean continued = isDigit(text, to - 1) && isSeparator(text, to) && isDigit(text, to + 1);
        boolean begun = isDigit(text, from) && isSeparator(text, from - 1) && isDigit(text, from - 2);
        return continued || begun || (isDigit(text, from) && isSigned(text, from));
    }

    /** A minus after a word, a number or a bracket is a hyphen, a dash or a subtraction. */
    private static boolean isSigned(String text, int from) {
        boolean minus = from > 0 && "-−".indexOf(text.charAt(from - 1)) >= 0;
        return minus && (from == 1 || " (=$\"'*_`:,".indexOf(text.charAt(from - 2)) >= 0);
    }

    private static boolean isSeparator(String text, int at) {
        return at >= 0 && at < text.length() && ".,".indexOf(text.charAt(at)) >= 0;
    }

    private static boolean isDigit(String text, int at) {
        return at >= 0 && at < text.length() && Character.isDigit(text.charAt(at));
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
