package dev.routeproof.routing.classify;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds many texts in one pass over a folded text (Aho and Corasick 1975, CACM 18). Texts are added first; the automaton
 * is made at the first search and then only read.
 */
final class Literals {
    /** Of a text that does not occur. */
    static final int ABSENT = -1;

    private static final int ASCII = 128;
    private static final int ENDS = 1 << 31;

    /** Texts by their number, in order. */
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    /** The number of a text, which is folded by the way; equal texts have one number. */
    int add(String text) {
        return numbers.computeIfAbsent(Characters.folded(text), folded -> numbers.size());
    }

    /** Made of what was added so far. */
    Automaton automaton() {
        return new Automaton(List.copyOf(numbers.keySet()));
    }

    /** The searching part; immutable. */
    static final class Automaton {
        private final int[] lengths;

        /** Column of a character: 0 for one that is in no text. */
        private final byte[] columns = new byte[ASCII];

        /** Characters beyond ASCII that are in a text, ascending; their columns follow those of ASCII. */
        private final char[] others;

        private final int width;

        /**
         * Next state, [state × width + column]. Once linked it holds that state's row ({@code state × width}), its sign bit
         * set where a text ends there, so that a step is two loads and an addition.
         */
        private final int[] next;

        /** Texts that end in a state: the first of a list, and the rest of each list; −1 ends it. */
        private final int[] ending;

        private final int[] alsoEnding;

        /** The nearest shorter state in which a text ends; 0 for none. */
        private final int[] shorter;

        private Automaton(List<String> texts) {
            lengths = texts.stream().mapToInt(String::length).toArray();
            int[] characters = texts.stream()
                    .flatMapToInt(String::chars)
                    .distinct()
                    .sorted()
                    .toArray();
            int used = 1;
            var beyond = new StringBuilder();
            for (int c : characters) {
                if (c < ASCII) {
                    columns[c] = (byte) used++;
                } else {
                    beyond.append((char) c);
                }
            }
            others = beyond.toString().toCharArray();
            width = used + others.length;
            int states = 1 + Arrays.stream(lengths).sum();
            next = new int[states * width];
            ending = new int[states];
            alsoEnding = new int[texts.size()];
            shorter = new int[states];
            Arrays.fill(ending, ABSENT);
            Arrays.fill(alsoEnding, ABSENT);
            trie(texts);
            link();
            for (int at = 0; at < next.length; at++) {
                int state = next[at];
                boolean ends = ending[state] != ABSENT || shorter[state] != 0;
                next[at] = state * width | (ends ? ENDS : 0);
            }
        }

        private void trie(List<String> texts) {
            int states = 1;
            for (int text = 0; text < texts.size(); text++) {
                int state = 0;
                for (char c : texts.get(text).toCharArray()) {
                    int at = state * width + column(c);
                    if (next[at] == 0) {
                        next[at] = states++;
                    }
                    state = next[at];
                }
                alsoEnding[text] = ending[state];
                ending[state] = text;
            }
        }

        /** Adds what follows where a text goes on no further: the longest ending that begins a text. */
        private void link() {
            int[] fallback = new int[ending.length];
            var queue = new ArrayDeque<Integer>();
            for (int column = 0; column < width; column++) {
                if (next[column] != 0) {
                    queue.add(next[column]);
                }
            }
            while (!queue.isEmpty()) {
                int state = queue.remove();
                int back = fallback[state];
                shorter[state] = ending[back] == ABSENT ? shorter[back] : back;
                for (int column = 0; column < width; column++) {
                    int at = state * width + column;
                    int onward = next[back * width + column];
                    if (next[at] == 0) {
                        next[at] = onward;
                    } else {
                        fallback[next[at]] = onward;
                        queue.add(next[at]);
                    }
                }
            }
        }

        private int column(char c) {
            return c < ASCII ? columns[c] : columnBeyond(c);
        }

        private int columnBeyond(char c) {
            int place = others.length == 0 ? -1 : Arrays.binarySearch(others, c);
            return place < 0 ? 0 : width - others.length + place;
        }

        /** Where each text begins first, by its number; {@link #ABSENT} where it does not occur. */
        int[] firsts(char[] folded) {
            int[] firsts = new int[lengths.length];
            Arrays.fill(firsts, ABSENT);
            if (lengths.length == 0) {
                return firsts;
            }
            int row = 0;
            for (int at = 0; at < folded.length; at++) {
                char c = folded[at];
                int entered = next[row + (c < ASCII ? columns[c] : columnBeyond(c))];
                row = entered & ~ENDS;
                if (entered < 0) {
                    note(row / width, at + 1, firsts);
                }
            }
            return firsts;
        }

        private void note(int state, int end, int[] firsts) {
            for (int ends = state; ends != 0; ends = shorter[ends]) {
                for (int text = ending[ends]; text != ABSENT; text = alsoEnding[text]) {
                    firsts[text] = firsts[text] == ABSENT ? end - lengths[text] : firsts[text];
                }
            }
        }
    }
}
