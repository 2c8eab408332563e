package dev.routeproof.harness.score.extract;

import dev.routeproof.harness.score.extract.AnswerText.Found;
import dev.routeproof.harness.score.extract.AnswerText.Part;

/** Reads one JSON value that may be broken; never fails, never looks at a character more than a few times. */
final class JsonValueScanner {
    private JsonValueScanner() {}

    /** The value that begins at {@code at}. */
    static Found read(String text, int at) {
        char first = text.charAt(at);
        if (text.startsWith("\"\"\"", at)) {
            int end = text.indexOf("\"\"\"", at + 3);
            return new Found(text.substring(at + 3, end < 0 ? text.length() : end), Part.JSON_STRING);
        }
        return switch (first) {
            case '"', '\'', '“' -> {
                int end = endOfString(text, at + 1, closing(first));
                yield new Found(unescape(text.substring(at + 1, end)), Part.JSON_STRING);
            }
            case '{', '[' -> new Found(text.substring(at, endOfNested(text, at)), Part.JSON_VALUE);
            default -> new Found(text.substring(at, endOfBare(text, at)).strip(), Part.JSON_VALUE);
        };
    }

    private static char closing(char open) {
        return open == '“' ? '”' : open;
    }

    /**
     * The index of the quote that ends a string: the first unescaped one that is followed by the end of the object or by
     * another key; else the first followed by a comma or bracket; else the last one; else the end of the line.
     */
    private static int endOfString(String text, int from, char quote) {
        int loose = -1;
        int last = -1;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == quote) {
                Follow follow = follow(text, at + 1);
                if (follow == Follow.END_OF_FIELD) {
                    return at;
                }
                if (follow == Follow.SEPARATOR && loose < 0) {
                    loose = at;
                }
                last = at;
            }
        }
        if (loose >= 0 || last >= 0) {
            return loose >= 0 ? loose : last;
        }
        int line = text.indexOf('\n', from);
        return line < 0 ? text.length() : line;
    }

    private enum Follow {
        END_OF_FIELD,
        SEPARATOR,
        TEXT
    }

    private static Follow follow(String text, int from) {
        int at = JsonAnswer.skipSpace(text, from);
        if (at >= text.length() || text.startsWith("```", at)) {
            return Follow.END_OF_FIELD;
        }
        boolean comma = text.charAt(at) == ',';
        if (comma) {
            at = JsonAnswer.skipSpace(text, at + 1);
        }
        if (at < text.length() && text.charAt(at) == '}') {
            int after = at + 1;
            while (after < text.length() && (text.charAt(after) == ' ' || text.charAt(after) == '}')) {
                after++;
            }
            boolean ends = after >= text.length() || text.charAt(after) == '\n' || text.charAt(after) == '\r';
            return ends || text.startsWith("```", after) ? Follow.END_OF_FIELD : Follow.SEPARATOR;
        }
        if (comma) {
            return isKey(text, at) ? Follow.END_OF_FIELD : Follow.SEPARATOR;
        }
        return at < text.length() && text.charAt(at) == ']' ? Follow.SEPARATOR : Follow.TEXT;
    }

    /** A quoted word followed by a colon, as in {@code "reasoning":}. */
    private static boolean isKey(String text, int from) {
        if (from >= text.length() || text.charAt(from) != '"') {
            return false;
        }
        int at = from + 1;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (at >= text.length() || text.charAt(at) != '"' || at == from + 1) {
            return false;
        }
        at = JsonAnswer.skipSpace(text, at + 1);
        return at < text.length() && text.charAt(at) == ':';
    }

    private static int endOfNested(String text, int from) {
        int depth = 0;
        boolean inString = false;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (inString) {
                if (c == '\\') {
                    at++;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return at + 1;
            }
        }
        return text.length();
    }

    /** A value without quotes ends with its line, or before the bracket that closes the object. */
    private static int endOfBare(String text, int from) {
        int depth = 0;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                return trailingComma(text, from, at);
            }
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                if (depth == 0) {
                    return at;
                }
                depth--;
            }
        }
        return text.length();
    }

    private static int trailingComma(String text, int from, int end) {
        int at = end;
        while (at > from && (Character.isWhitespace(text.charAt(at - 1)) || text.charAt(at - 1) == ',')) {
            at--;
        }
        return at;
    }

    /** Resolves JSON escapes; a backslash before anything else stands for itself, as authors of LaTeX mean it. */
    static String unescape(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        for (int at = 0; at < raw.length(); at++) {
            char c = raw.charAt(at);
            if (c != '\\' || at + 1 >= raw.length()) {
                out.append(c);
                continue;
            }
            char next = raw.charAt(++at);
            switch (next) {
                case '"', '\\', '/' -> out.append(next);
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> at = unicode(raw, at, out);
                default -> out.append('\\').append(next);
            }
        }
        return out.toString();
    }

    private static int unicode(String raw, int at, StringBuilder out) {
        if (at + 4 < raw.length()) {
            try {
                out.append((char) Integer.parseInt(raw.substring(at + 1, at + 5), 16));
                return at + 4;
            } catch (NumberFormatException notHex) {
                out.append("\\u");
                return at;
            }
        }
        out.append("\\u");
        return at;
    }
}
