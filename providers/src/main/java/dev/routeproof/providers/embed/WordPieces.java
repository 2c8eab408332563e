package dev.routeproof.providers.embed;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts a text into the word pieces of an uncased BERT vocabulary (Devlin et al. 2019): accents stripped, case folded,
 * punctuation and Chinese characters alone, then the longest known piece first.
 */
final class WordPieces {
    private static final int LONGEST_WORD = 100;

    /** A piece is at least one character, a letter with its accents at most a few. */
    private static final int CHARACTERS_PER_PIECE = 16;

    private final Map<String, Integer> vocabulary;
    private final int begin;
    private final int end;
    private final int unknown;

    WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
        this.begin = piece("[CLS]");
        this.end = piece("[SEP]");
        this.unknown = piece("[UNK]");
    }

    private int piece(String name) {
        Integer number = vocabulary.get(name);
        if (number == null) {
            throw new IllegalArgumentException("the vocabulary has no " + name);
        }
        return number;
    }

    /**
     * Numbers of the pieces between the marks of begin and end.
     *
     * @param first pieces kept of the beginning where there are more than {@code first + last}
     * @param last pieces kept of the end
     */
    long[] of(String text, int first, int last) {
        int read = CHARACTERS_PER_PIECE * (first + last);
        var pieces = new Pieces();
        if (text.length() <= 2 * read) {
            cut(text, pieces);
        } else {
            cut(text.substring(0, read), pieces);
            cut(text.substring(text.length() - read), pieces);
        }
        return pieces.between(begin, end, first, last);
    }

    private void cut(String text, Pieces pieces) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        var word = new StringBuilder();
        plain.codePoints().forEach(c -> {
            boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
            if (space || alone(c)) {
                word(word, pieces);
                word.setLength(0);
                if (!space) {
                    word(new StringBuilder().appendCodePoint(c), pieces);
                }
            } else if (!silent(c)) {
                word.appendCodePoint(c);
            }
        });
        word(word, pieces);
    }

    private static boolean alone(int c) {
        boolean sign = c < 128
                ? c > 32 && !Character.isLetterOrDigit(c) && c != 127
                : switch (Character.getType(c)) {
                    case Character.CONNECTOR_PUNCTUATION,
                            Character.DASH_PUNCTUATION,
                            Character.START_PUNCTUATION,
                            Character.END_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION,
                            Character.OTHER_PUNCTUATION -> true;
                    default -> false;
                };
        return sign || Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
    }

    /** Accents, controls and the mark of broken text. */
    private static boolean silent(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> c == 0xFFFD;
        };
    }

    private void word(CharSequence word, Pieces pieces) {
        if (word.isEmpty()) {
            return;
        }
        int[] found = new int[word.length()];
        int count = 0;
        for (int from = 0; from < word.length(); count++) {
            int to = word.length() > LONGEST_WORD ? from : word.length();
            Integer piece = null;
            while (to > from && piece == null) {
                piece = vocabulary.get((from == 0 ? "" : "##") + word.subSequence(from, to));
                to -= piece == null ? 1 : 0;
            }
            if (piece == null) {
                pieces.add(unknown);
                return;
            }
            found[count] = piece;
            from = to;
        }
        for (int i = 0; i < count; i++) {
            pieces.add(found[i]);
        }
    }

    /** Piece numbers in order. */
    private static final class Pieces {
        private long[] numbers = new long[64];
        private int count;

        void add(int number) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = number;
        }

        long[] between(int begin, int end, int first, int last) {
            int head = count <= first + last ? count : first;
            int tail = Math.min(count - head, last);
            long[] kept = new long[head + tail + 2];
            kept[0] = begin;
            System.arraycopy(numbers, 0, kept, 1, head);
            System.arraycopy(numbers, count - tail, kept, 1 + head, tail);
            kept[kept.length - 1] = end;
            return kept;
        }
    }
}
