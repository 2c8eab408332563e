package dev.routeproof.harness.score.extract;

/**
 * What a model thinks aloud in front of its answer, between {@code <think>} and {@code </think>}, where its server leaves it
 * in the text. It is no part of the answer.
 */
public final class Thinking {
    private static final String BEGIN = "<think>";
    private static final String END = "</think>";

    private Thinking() {}

    /**
     * The text without it; empty where the thinking never ended. The opening mark may be missing: some chat templates write
     * it into the prompt.
     */
    public static String without(String text) {
        int end = text.lastIndexOf(END);
        if (end >= 0) {
            return text.substring(end + END.length());
        }
        return text.stripLeading().startsWith(BEGIN) ? "" : text;
    }
}
