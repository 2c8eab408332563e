package dev.routeproof.routing.classify;

import java.util.ArrayList;
import java.util.List;

/** The words of a text, and what its characters say, found in one pass and kept in arrays. */
final class TextScan {
    private static final int MOST_WORDS = 1_500;
    private static final int LONGEST_WORD = 40;
    private static final int HASH_OF_NUMBER = "0".hashCode();

    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final byte SPACE = 4;
    private static final byte LOW_LINE = 8;
    private static final byte[] KINDS = kinds();

    final char[] folded;
    private final int[] starts;
    private final int[] lengths;
    private final int[] hashes;
    private final int[] bits;
    private final int[] counts = new int[Lexicon.values().length];
    private int kept;

    int numbers;
    int allWords;
    int names;
    int identifiers;
    int codeSigns;
    int mathSigns;
    int listLines;
    int lines = 1;
    int otherLetters;
    int letters;

    /** Whether {@link CodeLines} may find something: a word or a sign of those it looks for is there. */
    boolean codeLike;

    TextScan(String text) {
        folded = text.toCharArray();
        int room = Math.min(MOST_WORDS, folded.length / 2 + 2);
        starts = new int[room];
        lengths = new int[room];
        hashes = new int[room];
        bits = new int[room];
        scan();
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[128];
        for (char c = 0; c < kinds.length; c++) {
            kinds[c] = Character.isLetter(c)
                    ? LETTER
                    : Character.isDigit(c) ? DIGIT : Character.isWhitespace(c) ? SPACE : c == '_' ? LOW_LINE : 0;
        }
        return kinds;
    }

    static boolean digit(char c) {
        return c < 128 ? KINDS[c] == DIGIT : Character.isDigit(c);
    }

    private static boolean letterOrDigit(char c) {
        return c < 128 ? (KINDS[c] & (LETTER | DIGIT)) != 0 : Character.isLetterOrDigit(c);
    }

    private static boolean inWord(char c) {
        return c < 128 ? (KINDS[c] & (LETTER | DIGIT | LOW_LINE)) != 0 : Character.isLetterOrDigit(c);
    }

    static boolean space(char c) {
        return c < 128 ? KINDS[c] == SPACE : Character.isWhitespace(c);
    }

    private void scan() {
        boolean sentenceStart = true;
        boolean lineStart = true;
        for (int at = 0; at < folded.length; ) {
            char c = folded[at];
            if (inWord(c)) {
                int end = wordEnd(at);
                word(at, end, sentenceStart);
                listLines += lineStart && end < folded.length && (folded[end] == '.' || folded[end] == ')') ? 1 : 0;
                sentenceStart = false;
                lineStart = false;
                at = end;
                continue;
            }
            if (c == '\n') {
                lines++;
                lineStart = true;
                sentenceStart = true;
            } else if (!space(c)) {
                sentenceStart = c == '.' || c == '?' || c == '!' || c == ':' || c == '"';
                sign(c, at, lineStart);
                lineStart = false;
            }
            at++;
        }
    }

    private int wordEnd(int from) {
        boolean number = digit(folded[from]);
        int at = from + 1;
        while (at < folded.length) {
            char c = folded[at];
            if (!inWord(c) && !joins(c, at, number)) {
                break;
            }
            at++;
        }
        return at;
    }

    private boolean joins(char c, int at, boolean number) {
        boolean joint = number ? c == '.' || c == ',' : c == '\'' || c == '-' || c == '’' || c == '+';
        return joint && at + 1 < folded.length && letterOrDigit(folded[at + 1]) == (c != '+');
    }

    private void word(int from, int to, boolean sentenceStart) {
        allWords++;
        if (digit(folded[from])) {
            numbers++;
            keep(from, to - from, HASH_OF_NUMBER, 0);
            return;
        }
        boolean upper = Character.isUpperCase(folded[from]);
        boolean inner = false;
        boolean lower = false;
        int hash = 0;
        int hashed = Math.min(to, from + LONGEST_WORD);
        for (int i = from; i < to; i++) {
            char c = folded[i];
            char small = c;
            boolean wasLower = lower;
            if (c >= 'a' && c <= 'z') {
                lower = true;
            } else if (c < 128) {
                lower = false;
                boolean capital = c >= 'A' && c <= 'Z';
                inner |= c == '_' || (capital && wasLower);
                small = capital ? (char) (c + ('a' - 'A')) : c;
            } else {
                lower = Character.isLowerCase(c);
                inner |= wasLower && Character.isUpperCase(c);
                otherLetters += Character.isLetter(c) ? 1 : 0;
                small = c == '’' ? '\'' : Character.toLowerCase(c);
            }
            folded[i] = small;
            hash = i < hashed ? 31 * hash + small : hash;
        }
        letters += to - from;
        identifiers += inner && to - from > 2 ? 1 : 0;
        names += upper && !sentenceStart && !inner && to - from > 1 ? 1 : 0;
        int length = hashed - from;
        keep(from, length, hash, Lexicon.INDEX.bits(folded, from, length, hash));
    }

    private void keep(int from, int length, int hash, int carried) {
        if (kept < starts.length) {
            starts[kept] = from;
            lengths[kept] = length;
            hashes[kept] = hash;
            bits[kept++] = carried;
            codeLike |= (carried & Lexicon.LINE.bit()) != 0;
            for (int left = carried; left != 0; left &= left - 1) {
                counts[Integer.numberOfTrailingZeros(left)]++;
            }
        }
    }

    private void sign(char c, int at, boolean lineStart) {
        char next = at + 1 < folded.length ? folded[at + 1] : '\n';
        switch (c) {
            case '.' -> codeLike |= inWord(next) && at > 0 && inWord(folded[at - 1]);
            case ':' -> codeLike |= at > 0 && folded[at - 1] == 'r';
            case '{', '}', ';', '`' -> codeSigns++;
            case '(' -> codeSigns += next == ')' ? 1 : 0;
            case '[' -> codeSigns += next == ']' ? 1 : 0;
            case '=', '!' -> {
                codeSigns += next == '=' ? 2 : 0;
                mathSigns += c == '=' && next != '=' ? 1 : 0;
            }
            case '>', '<' -> {
                codeSigns += next == '>' || next == '/' || next == '=' ? 2 : 0;
                codeLike |= next == c || next == '/';
            }
            case '#' -> {
                codeSigns += Character.isLowerCase(next) ? 2 : 0;
                codeLike |= next == 'i' || next == 'I';
            }
            case '\\' -> mathSigns += Character.isLetter(next) || next == '[' || next == '(' ? 2 : 0;
            case '$' -> mathSigns += digit(next) ? 0 : 1;
            case '^', '√', '∑', '∫', '≤', '≥', '×', '÷', 'π', '∞' -> mathSigns += 2;
            case '+', '/', '%' -> mathSigns += digit(next) || next == ' ' ? 1 : 0;
            case '-', '*', '•' -> listLines += lineStart && next == ' ' ? 1 : 0;
            default -> {}
        }
    }

    /** Words kept, at most 1,500. */
    int words() {
        return kept;
    }

    /** Where a word begins in the text. */
    int start(int word) {
        return starts[word];
    }

    /** Characters of a word; of a long one the first 40. */
    int length(int word) {
        return lengths[word];
    }

    /** As {@link String#hashCode()} of {@link #text}. */
    int hash(int word) {
        return hashes[word];
    }

    /** Every number is one and the same word. */
    boolean number(int word) {
        return digit(folded[starts[word]]);
    }

    /** How many words are in a lexicon. */
    int count(Lexicon lexicon) {
        return counts[lexicon.place()];
    }

    boolean in(int word, Lexicon lexicon) {
        return (bits[word] & lexicon.bit()) != 0;
    }

    int bits(int word, WordIndex index) {
        return number(word) ? 0 : index.bits(folded, starts[word], lengths[word], hashes[word]);
    }

    /** The word, case folded; a number is {@code 0}. */
    String text(int word) {
        return number(word) ? "0" : new String(folded, starts[word], lengths[word]);
    }

    boolean is(int word, String text) {
        if (word >= kept || lengths[word] != text.length() || hashes[word] != text.hashCode()) {
            return false;
        }
        return text(word).equals(text);
    }

    List<String> texts() {
        var texts = new ArrayList<String>(kept);
        for (int i = 0; i < kept; i++) {
            texts.add(text(i));
        }
        return texts;
    }
}
