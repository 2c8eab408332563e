package dev.routeproof.proxy.record;

/** Text from outside made safe to write down: one line, no control, bidirectional or escape characters. */
public final class Text {
    private Text() {}

    /** At most {@code longest} characters of {@code text}; every character that could mislead a reader becomes '?'. */
    public static String plain(String text, int longest) {
        int length = Math.min(text.length(), longest);
        for (int i = 0; i < length; i++) {
            if (misleading(text.charAt(i))) {
                return replaced(text, length);
            }
        }
        return length == text.length() ? text : text.substring(0, length);
    }

    private static String replaced(String text, int length) {
        var out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            out.append(misleading(c) ? '?' : c);
        }
        return out.toString();
    }

    private static boolean misleading(char c) {
        return c < 0x20
                || (c >= 0x7f && c < 0xa0)
                || (c >= 0x200b && c <= 0x200f)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0xfeff
                || Character.isSurrogate(c);
    }
}
