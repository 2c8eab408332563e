package dev.routeproof.routing.classify;

/** What a character is to a word, by table where it is common. */
final class Characters {
    static final int LETTER = 1;
    static final int DIGIT = 2;
    static final int SPACE = 4;
    static final int LOW_LINE = 8;
    static final int UPPER = 16;
    static final int LOWER = 32;

    /** A letter beyond a to z. */
    static final int OTHER = 64;

    static final int IN_WORD = LETTER | DIGIT | LOW_LINE;

    /** Latin, Greek, Cyrillic, Hebrew and their neighbours. */
    private static final int TABLED = 0x600;

    private static final byte[] KINDS = new byte[TABLED];
    private static final char[] FOLDED = new char[TABLED];

    static {
        for (char c = 0; c < TABLED; c++) {
            KINDS[c] = (byte) named(c);
            FOLDED[c] = Character.toLowerCase(c);
        }
    }

    private Characters() {}

    /** Bits of what it is; 0 for a sign. */
    static int kind(char c) {
        return c < TABLED ? KINDS[c] : ideograph(c) ? LETTER | OTHER : named(c);
    }

    /** Case folded, and a typographic apostrophe made a plain one. */
    static char folded(char c) {
        return c < TABLED ? FOLDED[c] : c == '’' ? '\'' : ideograph(c) ? c : Character.toLowerCase(c);
    }

    static String folded(String text) {
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = folded(folded[i]);
        }
        return new String(folded);
    }

    static boolean inWord(char c) {
        return (kind(c) & IN_WORD) != 0;
    }

    static boolean digit(char c) {
        return (kind(c) & DIGIT) != 0;
    }

    static boolean space(char c) {
        return (kind(c) & SPACE) != 0;
    }

    /** Kana, ideographs and Hangul: letters without a case. */
    private static boolean ideograph(char c) {
        return (c >= 0x3041 && c <= 0x3096)
                || (c >= 0x30A1 && c <= 0x30FA)
                || (c >= 0x3400 && c <= 0x4DBF)
                || (c >= 0x4E00 && c <= 0x9FFF)
                || (c >= 0xAC00 && c <= 0xD7A3);
    }

    private static int named(char c) {
        if (Character.isDigit(c)) {
            return DIGIT;
        }
        if (Character.isLetter(c)) {
            return LETTER
                    | (Character.isUpperCase(c) ? UPPER : Character.isLowerCase(c) ? LOWER : 0)
                    | (c < 128 ? 0 : OTHER);
        }
        return Character.isWhitespace(c) ? SPACE : c == '_' ? LOW_LINE : 0;
    }
}
