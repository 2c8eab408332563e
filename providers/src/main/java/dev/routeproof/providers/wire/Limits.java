package dev.routeproof.providers.wire;

/**
 * How much of an answer is held in memory; a provider that sends more is cut off.
 *
 * @param answerChars text and tool arguments together, UTF-16 units, default 1,000,000
 * @param eventBytes one server-sent event, default 4 MiB
 * @param streamBytes a whole stream or body, default 64 MiB
 * @param errorBytes of the body of an error, the rest is not read, default 8 KiB
 */
public record Limits(int answerChars, int eventBytes, long streamBytes, int errorBytes) {
    public static final Limits DEFAULT = new Limits(1_000_000, 4 << 20, 64L << 20, 8 << 10);
}
