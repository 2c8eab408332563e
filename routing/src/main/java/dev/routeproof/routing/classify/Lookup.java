package dev.routeproof.routing.classify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all rules of a set look for in a text: texts and whole words, each found in one pass for all of them. The rules
 * say what they need first; then {@link #compile} is called once.
 */
final class Lookup {
    /** Word lists that share an index; the sign bit stays free. */
    private static final int LISTS_PER_INDEX = 31;

    private final Literals literals = new Literals();
    private final List<Collection<String>> wordLists = new ArrayList<>();

    /** The number of a text in {@link Found#first}. */
    int text(String text) {
        return literals.add(text);
    }

    /** The number of a list in {@link Found#anyWord}. */
    int words(Collection<String> words) {
        wordLists.add(words);
        return wordLists.size() - 1;
    }

    Compiled compile() {
        var indexes = new ArrayList<WordIndex>();
        for (int from = 0; from < wordLists.size(); from += LISTS_PER_INDEX) {
            Map<String, Integer> bits = new HashMap<>();
            int end = Math.min(wordLists.size(), from + LISTS_PER_INDEX);
            for (int list = from; list < end; list++) {
                for (String word : wordLists.get(list)) {
                    bits.merge(Characters.folded(word), 1 << (list - from), (earlier, bit) -> earlier | bit);
                }
            }
            indexes.add(new WordIndex(bits));
        }
        return new Compiled(literals.automaton(), List.copyOf(indexes));
    }

    record Compiled(Literals.Automaton texts, List<WordIndex> words) {
        Found in(Features features) {
            TextScan scan = features.scan();
            int[] said = new int[words.size()];
            for (int index = 0; index < said.length; index++) {
                for (int word = 0; word < scan.words(); word++) {
                    said[index] |= scan.bits(word, words.get(index));
                }
            }
            return new Found(texts.firsts(scan.folded), said);
        }
    }

    /** What was found in one text. */
    @SuppressWarnings("ArrayRecordComponent")
    record Found(int[] firsts, int[] said) {
        /** Where a text begins first; {@link Literals#ABSENT} where it does not occur. */
        int first(int text) {
            return firsts[text];
        }

        /** Whether a word of the list occurs. */
        boolean anyWord(int list) {
            return (said[list / LISTS_PER_INDEX] & 1 << list % LISTS_PER_INDEX) != 0;
        }
    }
}
