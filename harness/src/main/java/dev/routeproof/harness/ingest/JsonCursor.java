package dev.routeproof.harness.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON read where it lies, in one pass: strings and numbers are places in the bytes until somebody asks for more. Strict:
 * whatever is not JSON ends in an {@link IOException}.
 */
final class JsonCursor {
    private static final int DEEPEST = 64;

    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private byte[] bytes = {};
    private int at;
    private int to;

    // The string or the value read last: bytes[from, end), a string without its quotes.
    private int from;
    private int end;
    private boolean escaped;
    private boolean beyondAscii;

    /** Begins at {@code bytes[start, stop)}. */
    void over(byte[] text, int start, int stop) {
        bytes = text;
        at = start;
        to = stop;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int end() {
        return end;
    }

    /** The next byte that is no white space, which stays; 0 at the end. */
    byte peek() {
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
            at++;
        }
        return at < to ? bytes[at] : 0;
    }

    void expect(char c) throws IOException {
        if (peek() != c) {
            throw new IOException("expected '" + c + "' at byte " + at);
        }
        at++;
    }

    /** Reads the next key of an object up to its colon; false where the object ends instead. */
    boolean key(boolean first) throws IOException {
        if (peek() == '}') {
            at++;
            return false;
        }
        if (!first) {
            expect(',');
        }
        string();
        expect(':');
        return true;
    }

    /** Reads a string. */
    void string() throws IOException {
        expect('"');
        from = at;
        escaped = false;
        beyondAscii = false;
        int i = at;
        while (true) {
            if (i >= to) {
                throw new IOException("a string has no end");
            }
            byte b = bytes[i];
            if (b == '"') {
                break;
            }
            if (b == '\\') {
                escaped = true;
                i++;
            } else if (b < 0) {
                beyondAscii = true;
            } else if (b < ' ') {
                throw new IOException("a control character in a string");
            }
            i++;
        }
        end = i;
        at = i + 1;
        if (beyondAscii) {
            checkUtf8(from, end);
        }
    }

    boolean is(byte[] word) {
        return !escaped && Arrays.equals(bytes, from, end, word, 0, word.length);
    }

    /** The string read last, decoded. */
    String text() throws IOException {
        return escaped ? unescaped() : new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    boolean isEscaped() {
        return escaped;
    }

    private String unescaped() throws IOException {
        var out = new StringBuilder(end - from);
        String raw = new String(bytes, from, end - from, StandardCharsets.UTF_8);
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escape = i < raw.length() ? raw.charAt(i++) : 0;
            switch (escape) {
                case '"', '\\', '/' -> out.append(escape);
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'u' -> {
                    if (i + 4 > raw.length()) {
                        throw new IOException("half an escape");
                    }
                    try {
                        out.append((char) Integer.parseInt(raw, i, i + 4, 16));
                    } catch (NumberFormatException wrong) {
                        throw new IOException("an escape that is none", wrong);
                    }
                    i += 4;
                }
                default -> throw new IOException("an escape that is none");
            }
        }
        return out.toString();
    }

    private void checkUtf8(int start, int stop) throws CharacterCodingException {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, stop - start));
    }

    /** Reads a number, true, false or null; {@link #from} and {@link #end} then hold it. */
    void scalar() throws IOException {
        peek();
        from = at;
        while (at < to && isWordByte(bytes[at])) {
            at++;
        }
        end = at;
        escaped = false;
        if (from == end) {
            throw new IOException("expected a value at byte " + at);
        }
    }

    private static boolean isWordByte(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || b == '-' || b == '+' || b == '.' || b == 'E';
    }

    /** Passes over the value that comes next; {@link #from} and {@link #end} then hold it, a string with its quotes. */
    void skip() throws IOException {
        peek();
        int start = at;
        skip(0);
        from = start;
        end = at;
    }

    private void skip(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("nested deeper than " + DEEPEST);
        }
        switch (peek()) {
            case '"' -> {
                string();
                if (escaped) {
                    unescaped();
                }
            }
            case '{' -> {
                at++;
                for (boolean first = true; key(first); first = false) {
                    skip(depth + 1);
                }
            }
            case '[' -> {
                at++;
                boolean first = true;
                while (peek() != ']') {
                    if (!first) {
                        expect(',');
                    }
                    skip(depth + 1);
                    first = false;
                }
                at++;
            }
            default -> {
                scalar();
                if (!isNull() && !isFlag()) {
                    number();
                }
            }
        }
    }

    boolean isNull() {
        return end - from == 4
                && bytes[from] == 'n'
                && bytes[from + 1] == 'u'
                && bytes[from + 2] == 'l'
                && bytes[from + 3] == 'l';
    }

    private boolean isFlag() {
        return bytes[from] == 't' ? word("true") : word("false");
    }

    /** The scalar read last as true or false. */
    boolean flag() throws IOException {
        if (!isFlag()) {
            throw new IOException("expected true or false");
        }
        return bytes[from] == 't';
    }

    private boolean word(String word) {
        if (end - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The scalar read last as a whole number. */
    long whole() throws IOException {
        int i = from;
        boolean negative = bytes[i] == '-';
        i += negative ? 1 : 0;
        if (i == end || end - i > 18) {
            return exactly();
        }
        long value = 0;
        for (; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return exactly();
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    private long exactly() throws IOException {
        String text = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        if (text.matches("-?\\d+")) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException tooLarge) {
                throw new IOException("a whole number beyond 64 bits", tooLarge);
            }
        }
        double number = number();
        if (number != Math.rint(number) || Math.abs(number) > Long.MAX_VALUE) {
            throw new IOException("expected a whole number");
        }
        return (long) number;
    }

    /** The scalar read last as a number; exact as the nearest double is. */
    double number() throws IOException {
        int i = from;
        boolean negative = bytes[i] == '-';
        i += negative ? 1 : 0;
        long digits = 0;
        int count = 0;
        int scale = -1;
        for (; i < end; i++) {
            byte b = bytes[i];
            if (b >= '0' && b <= '9') {
                digits = digits * 10 + (b - '0');
                count++;
                scale += scale >= 0 ? 1 : 0;
            } else if (b == '.' && scale < 0 && count > 0) {
                scale = 0;
            } else {
                break;
            }
        }
        // Both are exact below 2^53 and 10^22, and so is their quotient's rounding.
        if (i == end && count > 0 && count <= 15 && scale != 0) {
            double value = scale <= 0 ? digits : digits / POWERS[scale];
            return negative ? -value : value;
        }
        return slowly();
    }

    private double slowly() throws IOException {
        byte last = bytes[end - 1];
        byte first = bytes[from];
        if (last < '0' || last > '9' || !(first == '-' || (first >= '0' && first <= '9'))) {
            throw new IOException("expected a number");
        }
        try {
            return Double.parseDouble(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
        } catch (NumberFormatException wrong) {
            throw new IOException("expected a number", wrong);
        }
    }
}
