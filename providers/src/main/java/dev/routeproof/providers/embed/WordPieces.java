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

    /** Numbers of the pieces, at most {@code most}, the first and last of them the marks of begin and end. */
    long[] of(String text, int most) {
        // A piece is at least one character, a letter with its accents at most a few.
        String read = text.substring(0, Math.min(text.length(), 16 * most));
        String plain = Normalizer.normalize(read, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        var pieces = new Pieces(most - 1);
        pieces.add(begin);
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
        return pieces.closed(end);
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

    /** Piece numbers up to a bound; what comes after is left out. */
    private static final class Pieces {
        private final long[] numbers;
        private int count;

        Pieces(int most) {
            numbers = new long[most + 1];
        }

        void add(int number) {
            if (count < numbers.length - 1) {
                numbers[count++] = number;
            }
        }

        long[] closed(int end) {
            numbers[count++] = end;
            return Arrays.copyOf(numbers, count);
        }
    }
}
