package dev.routeproof.routing.classify;

import java.util.List;
import java.util.Map;

/** Reads "500 words", "2-page" and "1,000 word" as a number of tokens. */
final class AskedLength {
    private static final int MOST = 100_000;
    private static final int WORD = 1;
    private static final int PAGE = 2;
    private static final int PART = 4;
    private static final WordIndex UNITS = new WordIndex(Map.of(
            "word",
            WORD,
            "words",
            WORD,
            "page",
            PAGE,
            "pages",
            PAGE,
            "paragraph",
            PART,
            "paragraphs",
            PART,
            "slide",
            PART,
            "slides",
            PART));
    private static final List<Double> TOKENS = List.of(1.3, 600.0, 120.0);

    private AskedLength() {}

    /** Tokens; the longest where several are asked for, 0 where none is. */
    static int of(TextScan scan) {
        double most = 0;
        for (int i = 1; i < scan.words(); i++) {
            int unit = scan.number(i - 1) && nextTo(scan, i) ? scan.bits(i, UNITS) : 0;
            if (unit != 0) {
                most = Math.max(most, number(scan, i - 1) * TOKENS.get(Integer.numberOfTrailingZeros(unit)));
            }
        }
        return (int) Math.min(MOST, most);
    }

    private static boolean nextTo(TextScan scan, int word) {
        int gap = scan.start(word) - 1;
        return scan.start(word - 1) + scan.length(word - 1) == gap
                && (scan.folded[gap] == ' ' || scan.folded[gap] == '-');
    }

    /** A comma or point is a decimal one unless three digits follow it. */
    private static double number(TextScan scan, int word) {
        double value = 0;
        double place = 0;
        int end = scan.start(word) + scan.length(word);
        for (int at = scan.start(word); at < end; at++) {
            char c = scan.folded[at];
            if (!Characters.digit(c)) {
                place = at + 4 == end || (at + 4 < end && !Characters.digit(scan.folded[at + 4])) ? 0 : 0.1;
            } else if (place > 0) {
                value += Character.digit(c, 10) * place;
                place /= 10;
            } else {
                value = 10 * value + Character.digit(c, 10);
            }
        }
        return value;
    }
}
