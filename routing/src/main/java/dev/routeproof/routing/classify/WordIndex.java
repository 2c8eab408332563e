package dev.routeproof.routing.classify;

import java.util.Collection;
import java.util.Map;

/** Words and the bits they carry, found by hash without making a string. */
final class WordIndex {
    private final String[] words;
    private final int[] bits;

    WordIndex(Map<String, Integer> carried) {
        int size = Integer.highestOneBit(Math.max(4, carried.size()) * 4);
        words = new String[size];
        bits = new int[size];
        carried.forEach((word, carries) -> {
            int at = word.hashCode() & (size - 1);
            while (!free(at)) {
                at = (at + 1) & (size - 1);
            }
            words[at] = word;
            bits[at] = carries;
        });
    }

    /** Each of the words carries bit 1. */
    static WordIndex of(Collection<String> words) {
        return new WordIndex(
                words.stream().distinct().collect(java.util.stream.Collectors.toMap(word -> word, word -> 1)));
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean free(int at) {
        return bits[at] == 0;
    }

    /**
     * The bits of a word; 0 where it is not known.
     *
     * @param hash as {@link String#hashCode()} gives it for the word
     */
    int bits(char[] text, int from, int length, int hash) {
        int last = words.length - 1;
        for (int at = hash & last; bits[at] != 0; at = (at + 1) & last) {
            if (same(words[at], text, from, length)) {
                return bits[at];
            }
        }
        return 0;
    }

    private static boolean same(String word, char[] text, int from, int length) {
        if (word.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (word.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}
