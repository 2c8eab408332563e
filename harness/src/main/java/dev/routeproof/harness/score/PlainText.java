package dev.routeproof.harness.score;

import dev.routeproof.harness.score.number.WordLetters;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as comparisons see it: letter case, spaces, emphasis and outer punctuation aside. */
final class PlainText {
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private static final String OUTER = " \t\r\n.,;:!?\"'`*_“”‘’«»";

    private PlainText() {}

    static String lower(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Lower case, single spaces, without outer quotes, emphasis and sentence marks. */
    static String fold(String text) {
        String inside = stripOuter(lower(text).replace('’', '\'').replace('‘', '\''));
        return SPACES.matcher(inside).replaceAll(" ");
    }

    /** Empty where the text is nothing but punctuation, unless that is all there ever was. */
    private static String stripOuter(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && OUTER.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && OUTER.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return from < to ? text.substring(from, to) : text.strip();
    }

    /** Whether {@code word} stands in {@code text} with no letter or digit of a longer word beside it ({@link WordLetters}). */
    static boolean holdsWord(String text, String word) {
        return indexOfWord(text, word, 0) >= 0;
    }

    static int indexOfWord(String text, String word, int from) {
        String needle = word.strip();
        if (needle.isEmpty()) {
            return -1;
        }
        for (int at = text.indexOf(needle, from); at >= 0; at = text.indexOf(needle, at + 1)) {
            int end = at + needle.length();
            boolean startsInside = at > 0 && continues(text.charAt(at - 1), needle.charAt(0));
            boolean endsInside = end < text.length() && continues(text.charAt(end), needle.charAt(needle.length() - 1));
            if (!startsInside && !endsInside) {
                return at;
            }
        }
        return -1;
    }

    private static boolean continues(char outside, char edge) {
        return isOfWord(outside) && isOfWord(edge);
    }

    private static boolean isOfWord(char c) {
        return WordLetters.isOne(c) || Character.isDigit(c);
    }

    /** The content of the code fence that the whole text is, else the text. */
    static String unfenced(String text) {
        String inside = text.strip();
        if (inside.startsWith("```") && inside.endsWith("```") && inside.length() > 6) {
            int line = inside.indexOf('\n');
            if (line > 0 && inside.indexOf("```", 3) == inside.length() - 3) {
                return inside.substring(line + 1, inside.length() - 3).strip();
            }
        }
        return inside;
    }

    /** Words for overlap measures: lower case, without punctuation and English articles. */
    static List<String> tokens(String text, int most) {
        return Arrays.stream(lower(text).split("[^\\p{L}\\p{N}]+"))
                .filter(token -> !token.isEmpty() && !token.equals("a") && !token.equals("an") && !token.equals("the"))
                .limit(most)
                .toList();
    }
}
