package dev.routeproof.routing.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The words of a text, and what its characters say, found in one pass and kept in arrays. */
final class TextScan {
    private static final int LONGEST_WORD = 40;
    private static final int MOST_SPOTS = 96;
    private static final int HASH_OF_NUMBER = "0".hashCode();
    private static final int LENGTH_BITS = 6;
    private static final int NUMBER = 1 << 31;

    /** The text, case folded. */
    final char[] folded;

    /** Where a word begins, and beside it its length. */
    private int[] places;

    private int[] hashes;
    private int[] bits;
    private final int[] counts = new int[Lexicon.COUNT];
    private int kept;

    /** Where {@link CodeLines} may find something. */
    private final int[] spots = new int[MOST_SPOTS];

    private int spotted;

    int numbers;
    int names;
    int identifiers;
    int codeSigns;
    int braces;
    int latex;
    int mathSigns;
    int listLines;
    int lines = 1;
    int otherLetters;
    int letters;
    boolean choices;

    TextScan(String text) {
        folded = text.toCharArray();
        int room = folded.length / 4 + 8;
        places = new int[room];
        hashes = new int[room];
        bits = new int[room];
        scan();
    }

    private void scan() {
        boolean sentenceStart = true;
        boolean lineStart = true;
        char[] text = folded;
        for (int at = 0; at < text.length; ) {
            char c = text[at];
            int kind = Characters.kind(c);
            if ((kind & Characters.IN_WORD) != 0) {
                if (lineStart) {
                    choices |= choice(at);
                }
                int end = (kind & Characters.DIGIT) != 0 ? readNumber(at) : readWord(at, sentenceStart);
                listLines += lineStart && end < text.length && (text[end] == '.' || text[end] == ')') ? 1 : 0;
                sentenceStart = false;
                lineStart = false;
                at = end;
                continue;
            }
            if (c == '\n') {
                lines++;
                lineStart = true;
                sentenceStart = true;
            } else if ((kind & Characters.SPACE) == 0) {
                if (lineStart && c == '(') {
                    choices |= choice(at + 1);
                }
                sentenceStart = c == '.' || c == '?' || c == '!' || c == ':' || c == '"';
                sign(c, at, lineStart);
                lineStart = false;
            }
            at++;
        }
    }

    /** A line that begins as {@code (a) } or {@code b. }. */
    private boolean choice(int letter) {
        if (letter + 2 >= folded.length) {
            return false;
        }
        int small = folded[letter] | 0x20;
        char after = folded[letter + 1];
        return small >= 'a'
                && small <= 'd'
                && (after == ')' || after == '.' || after == ':')
                && folded[letter + 2] == ' ';
    }

    private boolean joins(char c, int at, boolean number) {
        boolean joint = number ? c == '.' || c == ',' : c == '\'' || c == '-' || c == '’' || c == '+';
        return joint
                && at + 1 < folded.length
                && ((Characters.kind(folded[at + 1]) & (Characters.LETTER | Characters.DIGIT)) != 0) == (c != '+');
    }

    /** Reads a number and gives where it ends. */
    private int readNumber(int from) {
        int at = from;
        for (; at < folded.length; at++) {
            char c = folded[at];
            if (!Characters.inWord(c) && !joins(c, at, true)) {
                break;
            }
            folded[at] = Characters.folded(c);
        }
        numbers++;
        keep(from, Math.min(LONGEST_WORD, at - from), HASH_OF_NUMBER, NUMBER);
        return at;
    }

    /** Reads a word and gives where it ends. */
    private int readWord(int from, boolean sentenceStart) {
        char[] text = folded;
        boolean upper = (Characters.kind(text[from]) & Characters.UPPER) != 0;
        boolean inner = false;
        boolean lower = false;
        int hash = 0;
        int other = 0;
        int hashed = from + LONGEST_WORD;
        int at = from;
        for (; at < text.length; at++) {
            char c = text[at];
            int kind = Characters.kind(c);
            if ((kind & Characters.IN_WORD) == 0) {
                if (!joins(c, at, false)) {
                    break;
                }
            }
            boolean capital = (kind & Characters.UPPER) != 0;
            inner |= kind == Characters.LOW_LINE || (capital && lower);
            lower = (kind & Characters.LOWER) != 0;
            other += (kind & Characters.OTHER) != 0 ? 1 : 0;
            char small = capital || c == '’' ? Characters.folded(c) : c;
            text[at] = small;
            hash = at < hashed ? 31 * hash + small : hash;
        }
        letters += at - from;
        otherLetters += other;
        identifiers += inner && at - from > 2 ? 1 : 0;
        names += upper && !sentenceStart && !inner && at - from > 1 ? 1 : 0;
        int length = Math.min(LONGEST_WORD, at - from);
        int carried = Lexicon.INDEX.bits(text, from, length, hash);
        if ((carried & Lexicon.LATEX.bit()) != 0 && from > 0 && text[from - 1] == '\\') {
            latex++;
        }
        if ((carried & Lexicon.LINE.bit()) != 0) {
            spot(from);
        }
        keep(from, length, hash, carried);
        return at;
    }

    private void keep(int from, int length, int hash, int carried) {
        if (kept == places.length) {
            places = Arrays.copyOf(places, 2 * kept);
            hashes = Arrays.copyOf(hashes, 2 * kept);
            bits = Arrays.copyOf(bits, 2 * kept);
        }
        places[kept] = from << LENGTH_BITS | length;
        hashes[kept] = hash;
        bits[kept++] = carried;
        for (int left = carried & ~NUMBER; left != 0; left &= left - 1) {
            counts[Integer.numberOfTrailingZeros(left)]++;
        }
    }

    private void spot(int at) {
        if (spotted < MOST_SPOTS) {
            spots[spotted++] = at;
        }
    }

    private void sign(char c, int at, boolean lineStart) {
        char next = at + 1 < folded.length ? folded[at + 1] : '\n';
        switch (c) {
            case '.' -> {
                if (Characters.inWord(next) && at > 0 && Characters.inWord(folded[at - 1])) {
                    spot(at);
                }
            }
            case ':' -> {
                if (at > 0 && folded[at - 1] == 'r') {
                    spot(at);
                }
            }
            case '{', '}' -> braces++;
            case '`' -> codeSigns++;
            case ';' -> codeSigns += next == '\n' || next == '\r' || (at > 0 && folded[at - 1] == ')') ? 1 : 0;
            case '(' -> codeSigns += next == ')' ? 1 : 0;
            case '[' -> codeSigns += next == ']' ? 1 : 0;
            case '=', '!' -> {
                codeSigns += next == '=' ? 2 : 0;
                mathSigns += c == '=' && next != '=' ? 1 : 0;
            }
            case '>', '<' -> {
                codeSigns += next == '>' || next == '/' || next == '=' ? 2 : 0;
                if (next == c || next == '/') {
                    spot(at);
                }
            }
            case '#' -> {
                codeSigns += (Characters.kind(next) & Characters.LOWER) != 0 ? 2 : 0;
                if (next == 'i' || next == 'I') {
                    spot(at);
                }
            }
            case '\\' ->
                mathSigns += (Characters.kind(next) & Characters.LETTER) != 0 || next == '[' || next == '(' ? 2 : 0;
            case '$' -> mathSigns += Characters.digit(next) ? 0 : 1;
            case '^', '√', '∑', '∫', '≤', '≥', '×', '÷', 'π', '∞' -> mathSigns += 2;
            case '+', '/', '%' -> mathSigns += Characters.digit(next) || next == ' ' ? 1 : 0;
            case '’' -> folded[at] = '\'';
            case '-', '*', '•' -> listLines += lineStart && next == ' ' ? 1 : 0;
            default -> {}
        }
    }

    /** Places that read as a line of program code; stops counting at {@code most}. */
    int codeLines(int most) {
        return CodeLines.count(folded, spots, spotted, most);
    }

    int words() {
        return kept;
    }

    /** Where a word begins in the text. */
    int start(int word) {
        return places[word] >>> LENGTH_BITS;
    }

    /** Characters of a word; of a long one the first 40. */
    int length(int word) {
        return places[word] & ((1 << LENGTH_BITS) - 1);
    }

    /** As {@link String#hashCode()} of {@link #text}. */
    int hash(int word) {
        return hashes[word];
    }

    /** Every number is one and the same word. */
    boolean number(int word) {
        return bits[word] < 0;
    }

    /** How many words are in a lexicon. */
    int count(Lexicon lexicon) {
        return counts[lexicon.place()];
    }

    boolean in(int word, Lexicon lexicon) {
        return (bits[word] & lexicon.bit()) != 0;
    }

    int bits(int word, WordIndex index) {
        return number(word) ? 0 : index.bits(folded, start(word), length(word), hashes[word]);
    }

    /** The word, case folded; a number is {@code 0}. */
    String text(int word) {
        return number(word) ? "0" : new String(folded, start(word), length(word));
    }

    /** Whether it is this word, which is no number. */
    boolean is(int word, String text) {
        if (word >= kept || hashes[word] != text.hashCode() || length(word) != text.length() || number(word)) {
            return false;
        }
        int start = start(word);
        for (int i = 0; i < text.length(); i++) {
            if (folded[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    List<String> texts() {
        var texts = new ArrayList<String>(kept);
        for (int i = 0; i < kept; i++) {
            texts.add(text(i));
        }
        return texts;
    }

    /** Where the text without the white space around it begins. */
    int first() {
        int at = 0;
        while (at < folded.length && Characters.space(folded[at])) {
            at++;
        }
        return at;
    }

    /** Where the text without the white space around it ends. */
    int last() {
        int at = folded.length;
        while (at > 0 && Characters.space(folded[at - 1])) {
            at--;
        }
        return at;
    }

    /** Whether this folded text stands there. */
    boolean at(int from, String expected) {
        if (from < 0 || from + expected.length() > folded.length) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (folded[from + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
