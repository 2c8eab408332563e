package dev.routeproof.routing.classify;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/** Words and the bits they carry, found by hash without making a string. */
final class WordIndex {
    private final char[][] words;

    /** Hash of the word in the upper half, its bits in the lower; 0 where the place is free. */
    private final long[] entries;

    WordIndex(Map<String, Integer> carried) {
        int size = Integer.highestOneBit(Math.max(4, carried.size()) * 4);
        words = new char[size][];
        entries = new long[size];
        carried.forEach((word, carries) -> {
            int at = word.hashCode() & (size - 1);
            while (entries[at] != 0) {
                at = (at + 1) & (size - 1);
            }
            words[at] = word.toCharArray();
            entries[at] = ((long) word.hashCode() << 32) | Integer.toUnsignedLong(carries);
        });
    }

    /** Each of the words carries bit 1. */
    static WordIndex of(Collection<String> words) {
        return new WordIndex(
                words.stream().distinct().collect(java.util.stream.Collectors.toMap(word -> word, word -> 1)));
    }

    /**
     * The bits of a word; 0 where it is not known.
     *
     * @param hash as {@link String#hashCode()} gives it for the word
     */
    int bits(char[] text, int from, int length, int hash) {
        int last = words.length - 1;
        for (int at = hash & last; entries[at] != 0; at = (at + 1) & last) {
            long entry = entries[at];
            char[] word = words[at];
            if ((int) (entry >>> 32) == hash && Arrays.equals(word, 0, word.length, text, from, from + length)) {
                return (int) entry;
            }
        }
        return 0;
    }
}
