package dev.routeproof.harness.score.number;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** Which characters join to words: letters, save those of scripts that put no space between word and number. */
public final class WordLetters {
    private static final Set<UnicodeScript> WITHOUT_SPACES =
            Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

    private WordLetters() {}

    public static boolean isOne(char c) {
        return Character.isLetter(c) && c != 'ー' && !WITHOUT_SPACES.contains(UnicodeScript.of(c));
    }
}
