package dev.routeproof.routing.classify;

import java.util.Arrays;
import java.util.List;

/**
 * What one look at a prompt finds: the last user turn, its words, its sizes and its {@link Signal}s. Immutable; made
 * without a string per word, so that it costs microseconds.
 */
public final class Features {
    /** Of a longer turn the beginning and the end are kept, this many characters each. */
    private static final int KEPT = 6_000;

    /** Of what is kept, this many characters of the beginning and of the end are scanned where it is longer. */
    private static final int SCANNED_FIRST = 1_300;

    private static final int SCANNED_LAST = 700;

    private static final int CHARACTERS_PER_TOKEN = 4;

    private final String text;
    private final String scanned;
    private final TextScan scan;
    private final int tokens;
    private final int outputTokens;
    private final boolean codeBlock;
    private final double[] signals;

    private Features(String turn, int tokens, int system, int history) {
        this.text = ends(turn, KEPT, KEPT);
        this.scanned = ends(text, SCANNED_FIRST, SCANNED_LAST);
        this.tokens = tokens;
        this.scan = new TextScan(scanned);
        this.codeBlock = text.contains("```");
        int words = (int) ((double) scan.words() * turn.length() / Math.max(1, scanned.length()));
        var signals = new Signals(scan, words, scan.at(scan.last() - 1, "?"), tokens);
        this.outputTokens = signals.askedLength();
        this.signals = signals.all(system, history, outputTokens, codeBlock);
    }

    public static Features of(Prompt prompt) {
        String last = "";
        long characters = 0;
        long system = 0;
        int turns = 0;
        for (Prompt.Message message : prompt.messages()) {
            characters += message.text().length();
            switch (message.role()) {
                case USER -> {
                    last = message.text();
                    turns++;
                }
                case SYSTEM -> system += message.text().length();
                case ASSISTANT, TOOL -> turns++;
            }
        }
        return new Features(last, tokens(characters), tokens(system), Math.max(0, turns - 1));
    }

    private static String ends(String text, int first, int last) {
        return text.length() <= first + last
                ? text
                : text.substring(0, first) + "\n" + text.substring(text.length() - last);
    }

    private static int tokens(long characters) {
        return (int) Math.min(Integer.MAX_VALUE, (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN);
    }

    /** The last user turn; of more than 12,000 characters its beginning and end. */
    public String text() {
        return text;
    }

    /** What signals, words and rules are read from: the text; of more than 2,000 characters its first 1,300 and last 700. */
    String scanned() {
        return scanned;
    }

    /** The words of the scanned text. */
    TextScan scan() {
        return scan;
    }

    /** Words of the text in order, case folded; every number is the word {@code 0}. */
    List<String> words() {
        return scan.texts();
    }

    /** Estimated tokens of the whole conversation. */
    public int tokens() {
        return tokens;
    }

    /** Estimated tokens of the answer asked for; 0 where nothing is said about it. */
    public int outputTokens() {
        return outputTokens;
    }

    /** ISO 639-1 code of its language; empty where none stands out. */
    String language() {
        return Language.of(scan);
    }

    boolean codeBlock() {
        return codeBlock;
    }

    /** How far a signal is there, [0,1]. */
    public double signal(Signal signal) {
        return signals[signal.index()];
    }

    /** Buckets of the words, word pairs and word parts, in order; one that occurs twice is there twice. */
    public int[] grams() {
        int[] buckets = new int[Grams.most(scan.words())];
        int[] filled = new int[1];
        Grams.visit(scan, (bucket, from, to) -> buckets[filled[0]++] = bucket);
        return Arrays.copyOf(buckets, filled[0]);
    }
}
