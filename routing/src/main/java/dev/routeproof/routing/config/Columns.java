package dev.routeproof.routing.config;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.util.Set;

/** How many columns of a terminal text takes, after Unicode's East Asian width (UAX 11) and emoji (UTS 51). */
final class Columns {
    private static final Set<UnicodeScript> WIDE = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.YI);
    private static final int LAST_FULL_WIDTH = 0xff60;

    private Columns() {}

    /** Of {@code codePoints[from]} up to, not with, {@code codePoints[to]}; beyond the end each place counts one. */
    static int of(int[] codePoints, int from, int to) {
        int columns = 0;
        for (int i = from; i < to; i++) {
            columns += i < codePoints.length ? of(codePoints[i]) : 1;
        }
        return columns;
    }

    private static int of(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        var block = UnicodeBlock.of(c);
        if (UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS.equals(block)) {
            return c <= LAST_FULL_WIDTH ? 2 : 1;
        }
        return Character.isEmojiPresentation(c)
                        || WIDE.contains(UnicodeScript.of(c))
                        || UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION.equals(block)
                ? 2
                : 1;
    }
}
