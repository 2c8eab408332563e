package dev.routeproof.harness.score;

/** Text compared to the letter: only the quotes around it and the spelling of line breaks and tabs are set aside. */
final class LiteralText {
    private LiteralText() {}

    /** Whether the text stands in a pair of single or double quotes. */
    static boolean isQuoted(String text) {
        String inside = text.strip();
        char first = inside.isEmpty() ? ' ' : inside.charAt(0);
        return inside.length() > 1 && (first == '\'' || first == '"') && inside.charAt(inside.length() - 1) == first;
    }

    /** The content: of quoted or backticked text what stands inside, with line breaks and tabs as escapes. */
    static String of(String text) {
        String outside = text.strip();
        String inside = outside.length() > 1 && outside.startsWith("`") && outside.endsWith("`")
                ? outside.substring(1, outside.length() - 1)
                : text;
        if (isQuoted(inside)) {
            inside = inside.strip();
            inside = inside.substring(1, inside.length() - 1);
        }
        return inside.replace("\r\n", "\\n").replace("\n", "\\n").replace("\t", "\\t");
    }
}
