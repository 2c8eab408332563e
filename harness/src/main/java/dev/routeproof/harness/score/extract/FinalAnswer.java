package dev.routeproof.harness.score.extract;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/** The conclusion of a free text: the last {@code \boxed{…}}, else what follows {@code ####} or "the answer is". */
public final class FinalAnswer {
    private static final Pattern STATED = Pattern.compile(
            "(?i)(?:####|\\b(?:final |correct |right )?(?:answer|result|conclusion)\\s*(?:\\*\\*)?\\s*(?:is|:|=)(?:\\s*:)?)"
                    + "\\s*(?:\\*\\*)?\\s*([^\\n]+)");

    private FinalAnswer() {}

    public static Optional<String> in(String text) {
        return boxed(text).or(() -> stated(text));
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

    private static Optional<String> stated(String text) {
        Matcher matcher = STATED.matcher(text);
        Optional<String> last = Optional.empty();
        while (matcher.find()) {
            last = Optional.of(matcher.group(1).strip());
        }
        return last.filter(line -> !line.isEmpty());
    }
}
