package dev.routeproof.routing.classify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Tells the language of a text by its most common words. */
final class Language {
    /** Words looked at, from the beginning. */
    private static final int MOST_WORDS = 100;

    private static final List<String> CODES = List.of("de", "en", "es", "fr", "it", "pt");
    private static final List<String> COMMON = List.of(
            "der die das und ist ein eine nicht wie für mit von ich",
            "the and is of to a in what how for with this that",
            "el los las una que es por para con cómo del y cuál",
            "le les des une est et pour dans que avec du quel sur",
            "il gli che è per una con di sono come qual nel della",
            "o os uma que é para com não do da em como qual");

    /** Bit i of every word that is common in language i. */
    private static final WordIndex INDEX = index();

    private Language() {}

    private static WordIndex index() {
        Map<String, Integer> bits = new HashMap<>();
        for (int i = 0; i < COMMON.size(); i++) {
            for (String word : COMMON.get(i).split(" ")) {
                bits.merge(word, 1 << i, (earlier, bit) -> earlier | bit);
            }
        }
        return new WordIndex(bits);
    }

    /** ISO 639-1 code; empty where none stands out. */
    static String of(TextScan scan) {
        int[] hits = new int[CODES.size()];
        for (int word = 0; word < Math.min(MOST_WORDS, scan.words()); word++) {
            for (int left = scan.bits(word, INDEX); left != 0; left &= left - 1) {
                hits[Integer.numberOfTrailingZeros(left)]++;
            }
        }
        int most = IntStream.of(hits).max().orElse(0);
        boolean alone = IntStream.of(hits).filter(count -> count == most).count() == 1;
        return alone
                ? CODES.get(IntStream.range(0, hits.length)
                        .filter(i -> hits[i] == most)
                        .findFirst()
                        .orElseThrow())
                : "";
    }
}
