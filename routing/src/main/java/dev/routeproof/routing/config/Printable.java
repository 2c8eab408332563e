package dev.routeproof.routing.config;

/** Text of others, as a terminal may show it. */
public final class Printable {
    private Printable() {}

    /** Control, escape and direction-changing characters made visible, so that no file can steer a terminal. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(Printable::hidden)) {
            return text;
        }
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\t') {
                out.append(' ');
            } else {
                out.appendCodePoint(hidden(c) ? '\uFFFD' : c);
            }
        });
        return out.toString();
    }

    /** At most 60 characters, as a sentence names a value. */
    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "…";
    }

    private static boolean hidden(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                || Character.getType(c) == Character.SURROGATE;
    }
}
