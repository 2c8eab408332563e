package dev.routeproof.routing.classify;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tells the language of a text by its most common words. */
final class Language {
    private static final Map<String, Set<String>> COMMON = new TreeMap<>(Map.of(
            "de", Set.of("der", "die", "das", "und", "ist", "ein", "eine", "nicht", "wie", "für", "mit", "von", "ich"),
            "en", Set.of("the", "and", "is", "of", "to", "a", "in", "what", "how", "for", "with", "this", "that"),
            "es", Set.of("el", "los", "las", "una", "que", "es", "por", "para", "con", "cómo", "del", "y", "cuál"),
            "fr", Set.of("le", "les", "des", "une", "est", "et", "pour", "dans", "que", "avec", "du", "quel", "sur"),
            "it", Set.of("il", "gli", "che", "è", "per", "una", "con", "di", "sono", "come", "qual", "nel", "della"),
            "pt", Set.of("o", "os", "uma", "que", "é", "para", "com", "não", "do", "da", "em", "como", "qual")));

    private Language() {}

    /** ISO 639-1 code; empty where none stands out. */
    static String of(TextScan scan) {
        List<String> words = scan.texts();
        String best = "";
        int most = 0;
        boolean tied = false;
        for (var language : COMMON.entrySet()) {
            int hits = 0;
            for (int i = 0; i < Math.min(100, words.size()); i++) {
                hits += language.getValue().contains(words.get(i)) ? 1 : 0;
            }
            tied = hits == most || (tied && hits < most);
            if (hits > most) {
                most = hits;
                best = language.getKey();
            }
        }
        return tied ? "" : best;
    }
}
