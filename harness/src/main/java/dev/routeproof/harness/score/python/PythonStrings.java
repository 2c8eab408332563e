package dev.routeproof.harness.score.python;

import dev.routeproof.harness.score.python.PythonLiteral.NotALiteral;

/** The string literals of Python: one or three quotes of either kind, raw or with escapes. */
final class PythonStrings {
    private PythonStrings() {}

    /** Appends the value of the string whose quote stands at {@code at}; returns the index after its end. */
    static int read(String text, int at, boolean raw, StringBuilder out) throws NotALiteral {
        char quote = text.charAt(at);
        String close = text.startsWith(String.valueOf(quote).repeat(3), at)
                ? String.valueOf(quote).repeat(3)
                : String.valueOf(quote);
        int i = at + close.length();
        while (i < text.length()) {
            if (text.startsWith(close, i)) {
                return i + close.length();
            }
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i = raw ? rawEscape(text, i, out) : escape(text, i + 1, out);
            } else {
                out.append(c);
                i++;
            }
        }
        throw new NotALiteral();
    }

    private static int rawEscape(String text, int at, StringBuilder out) {
        out.append('\\').append(text.charAt(at + 1));
        return at + 2;
    }

    /** An unknown escape keeps its backslash, as in Python. */
    private static int escape(String text, int at, StringBuilder out) {
        char c = text.charAt(at);
        switch (c) {
            case '\n' -> {}
            case '\\', '\'', '"' -> out.append(c);
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'a' -> out.append('\u0007');
            case 'v' -> out.append('\u000B');
            case 'x' -> {
                return code(text, at, 2, 16, out);
            }
            case 'u' -> {
                return code(text, at, 4, 16, out);
            }
            case 'U' -> {
                return code(text, at, 8, 16, out);
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                return octal(text, at, out);
            }
            default -> out.append('\\').append(c);
        }
        return at + 1;
    }

    private static int code(String text, int at, int length, int radix, StringBuilder out) {
        int end = at + 1 + length;
        if (end <= text.length()) {
            try {
                int point = Integer.parseInt(text.substring(at + 1, end), radix);
                if (Character.isValidCodePoint(point)) {
                    out.appendCodePoint(point);
                    return end;
                }
            } catch (NumberFormatException notACode) {
                // falls through: kept as written
            }
        }
        out.append('\\').append(text.charAt(at));
        return at + 1;
    }

    private static int octal(String text, int at, StringBuilder out) {
        int i = at;
        int value = 0;
        while (i < text.length() && i < at + 3 && text.charAt(i) >= '0' && text.charAt(i) <= '7') {
            value = value * 8 + (text.charAt(i) - '0');
            i++;
        }
        out.append((char) value);
        return i;
    }
}
