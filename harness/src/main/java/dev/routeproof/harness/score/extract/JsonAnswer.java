package dev.routeproof.harness.score.extract;

import dev.routeproof.harness.score.extract.AnswerText.Found;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One field of an answer that was asked for as JSON, read even where the JSON is broken: code fences, text before and
 * after, unescaped quotes, line breaks and backslashes, a missing end, keys without quotes.
 */
final class JsonAnswer {
    static final int MOST_KEYS = 32;

    private JsonAnswer() {}

    /**
     * The value of the last {@code field} that is filled in; a string without its quotes and with its escapes resolved,
     * anything else as it is written. Of an answer with many such keys only the last {@value #MOST_KEYS} are looked at.
     */
    static Optional<Found> field(String answer, String field) {
        Deque<Integer> values = new ArrayDeque<>();
        for (int at = valueAfterKey(answer, field, 0, true); at >= 0; at = valueAfterKey(answer, field, at, true)) {
            values.push(at);
        }
        List<Found> texts = values.stream()
                .limit(MOST_KEYS)
                .map(at -> JsonValueScanner.read(answer, at))
                .toList();
        Optional<Found> filled =
                texts.stream().filter(value -> !isPlaceholder(value.text())).findFirst();
        return filled.or(() -> texts.stream().findFirst()).or(() -> bareKey(answer, field));
    }

    private static Optional<Found> bareKey(String answer, String field) {
        int at = valueAfterKey(answer, field, 0, false);
        return at < 0 ? Optional.empty() : Optional.of(JsonValueScanner.read(answer, at));
    }

    /** The index where the value of the next {@code "field":} at or after {@code from} begins, or -1. */
    private static int valueAfterKey(String text, String field, int from, boolean quoted) {
        for (int at = text.indexOf(field, from); at >= 0; at = text.indexOf(field, at + 1)) {
            int end = at + field.length();
            if (quoted != isQuoted(text, at, end) || (!quoted && !startsLineOrObject(text, at))) {
                continue;
            }
            int colon = skipSpace(text, quoted ? end + 1 : end);
            if (colon < text.length() && text.charAt(colon) == ':') {
                int value = skipSpace(text, colon + 1);
                return value < text.length() ? value : -1;
            }
        }
        return -1;
    }

    private static boolean isQuoted(String text, int from, int to) {
        if (from == 0 || to >= text.length()) {
            return false;
        }
        char open = text.charAt(from - 1);
        boolean escaped = from > 1 && text.charAt(from - 2) == '\\';
        return !escaped && (open == '"' || open == '\'' || open == '“') && isClosing(open, text.charAt(to));
    }

    private static boolean isClosing(char open, char close) {
        return open == '“' ? close == '”' : close == open;
    }

    private static boolean startsLineOrObject(String text, int at) {
        int before = at - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
            before--;
        }
        return before < 0 || text.charAt(before) == '\n' || text.charAt(before) == '{' || text.charAt(before) == ',';
    }

    private static boolean isPlaceholder(String value) {
        return value.chars().allMatch(c -> c == '_' || c == '.' || c == ' ') && !value.isEmpty();
    }

    static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
