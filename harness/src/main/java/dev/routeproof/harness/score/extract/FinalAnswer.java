package dev.routeproof.harness.score.extract;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * The conclusion of a free text: the last {@code \boxed{…}}, else what follows the last {@code ####}, {@code <answer>} or
 * "the answer is", else the last "the result is". To the end of its line; a later one in the same line takes its place.
 */
public final class FinalAnswer {
    private static final String STATES =
            "\"?\\s*(?:\\*\\*)?\\s*(?:is\\b|:|=|(?:must|should|would|has to) be\\b)(?:\\s*:)?";
    private static final Pattern ANSWER = Pattern.compile("(?i)####|<answer>|\\banswer" + STATES);
    private static final Pattern RESULT = Pattern.compile("(?i)\\b(?:result|conclusion)" + STATES);
    private static final String TAG_END = "</answer>";

    private FinalAnswer() {}

    public static Optional<String> in(String text) {
        return answered(text).or(() -> last(RESULT, text));
    }

    /** The conclusion that is called an answer, or stands in a box. */
    public static Optional<String> answered(String text) {
        return boxed(text).or(() -> last(ANSWER, text).map(FinalAnswer::untagged));
    }

    /** The conclusion, where the last line that is not blank states it. */
    static Optional<String> atTheEnd(String text) {
        String end = text.stripTrailing();
        return in(end.substring(end.lastIndexOf('\n') + 1));
    }

    /** The content of the last {@code \boxed{…}} or {@code \fbox{…}} whose braces close. */
    public static Optional<String> boxed(String text) {
        int at = Math.max(text.lastIndexOf("\\boxed{"), text.lastIndexOf("\\fbox{"));
        if (at < 0) {
            return Optional.empty();
        }
        int from = text.indexOf('{', at) + 1;
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return Optional.of(text.substring(from, i).strip());
            }
        }
        return Optional.empty();
    }

    /**
     * What follows the last match that anything follows: to the end of the line, or the next line where that one ends with
     * the match; without the emphasis before it.
     */
    public static Optional<String> last(Pattern pattern, String text) {
        int length = text.stripTrailing().length();
        int last = length;
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            last = matcher.end() < length ? matcher.end() : last;
        }
        String rest = text.substring(last).stripLeading();
        String what = rest.startsWith("**") ? rest.substring(2).stripLeading() : rest;
        int end = what.indexOf('\n');
        String line = (end < 0 ? what : what.substring(0, end)).strip();
        return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }

    private static String untagged(String conclusion) {
        int end = conclusion.indexOf(TAG_END);
        return end < 0 ? conclusion : conclusion.substring(0, end).strip();
    }
}
