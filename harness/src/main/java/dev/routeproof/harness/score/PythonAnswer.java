package dev.routeproof.harness.score;

import dev.routeproof.harness.score.extract.AnswerText.Found;
import dev.routeproof.harness.score.extract.FinalAnswer;
import dev.routeproof.harness.score.python.PythonLiteral;
import dev.routeproof.harness.score.python.PythonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the Python literal that an answer gives and compares it with a target. */
final class PythonAnswer {
    private static final int LONGEST = 100_000;

    private PythonAnswer() {}

    /**
     * A target that is a string is also met by its characters without quotes, because JSON and prose have quotes of their
     * own.
     */
    static boolean same(String target, Found found) {
        Optional<PythonValue> wanted = PythonLiteral.parse(target);
        for (String candidate : candidates(found)) {
            if (candidate.equals(target.strip())) {
                return true;
            }
            if (wanted.isPresent() && matches(wanted.get(), candidate)) {
                return true;
            }
        }
        return wanted.isPresent()
                && wanted.get() instanceof PythonValue.Text(String value)
                && LiteralText.of(found.text()).equals(LiteralText.of(value));
    }

    private static boolean matches(PythonValue wanted, String candidate) {
        return candidate.length() <= LONGEST
                && PythonLiteral.parse(candidate).filter(wanted::equals).isPresent();
    }

    /** The answer as it stands, without its fence or backticks, and behind {@code ==} of an assertion; of prose its end. */
    private static List<String> candidates(Found found) {
        String text = unmarked(found.text());
        List<String> candidates = new ArrayList<>(List.of(text.strip(), trimmed(text)));
        int equals = text.lastIndexOf("==");
        if (equals >= 0) {
            candidates.add(trimmed(text.substring(equals + 2)));
        }
        if (found.whole()) {
            FinalAnswer.in(text).map(PythonAnswer::sentence).ifPresent(candidates::add);
            String lastLine = text.substring(text.lastIndexOf('\n') + 1);
            int is = lastLine.lastIndexOf(" is ");
            if (is >= 0) {
                candidates.add(sentence(lastLine.substring(is + 4)));
            }
            int fence = text.lastIndexOf("```", Math.max(0, text.lastIndexOf("```") - 1));
            if (fence >= 0 && text.indexOf('\n', fence) > 0) {
                candidates.add(trimmed(text.substring(text.indexOf('\n', fence)).replace("```", "")));
            }
            candidates.add(trimmed(text.substring(text.lastIndexOf('\n') + 1)));
            int backtick = text.lastIndexOf('`');
            int open = text.lastIndexOf('`', backtick - 1);
            if (open >= 0 && open < backtick) {
                candidates.add(trimmed(text.substring(open + 1, backtick)));
            }
        }
        return candidates;
    }

    /** The text between the last {@code [ANSWER]} and {@code [/ANSWER]}, each of which may be missing. */
    private static String unmarked(String text) {
        int open = text.lastIndexOf("[ANSWER]");
        String behind = open < 0 ? text : text.substring(open + "[ANSWER]".length());
        int close = behind.indexOf("[/ANSWER]");
        return close < 0 ? behind : behind.substring(0, close);
    }

    /** The end of a sentence without its emphasis and full stop. */
    private static String sentence(String text) {
        String plain = text.replace("**", "").strip();
        return trimmed(plain.endsWith(".") && !plain.endsWith("..") ? plain.substring(0, plain.length() - 1) : plain);
    }

    private static String trimmed(String text) {
        String inside = text.strip();
        if (inside.startsWith("```") && inside.indexOf('\n') > 0) {
            inside = inside.substring(inside.indexOf('\n')).replace("```", "").strip();
        }
        int ticks = 0;
        while (2 * ticks + 2 <= inside.length()
                && inside.charAt(ticks) == '`'
                && inside.charAt(inside.length() - 1 - ticks) == '`') {
            ticks++;
        }
        return inside.substring(ticks, inside.length() - ticks).strip();
    }
}
