package dev.routeproof.providers.wire;

/**
 * Which optional parts of a wire a server takes; learned from what it rejects.
 *
 * @param stream the answer may be streamed
 * @param streamUsage {@code stream_options.include_usage} may be sent
 * @param completionTokens the limit is called {@code max_completion_tokens}, not {@code max_tokens}
 * @param temperature a temperature or a {@code top_p} may be sent
 * @param toolRole a message of role tool may stand without the call that it answers
 */
public record Dialect(
        boolean stream, boolean streamUsage, boolean completionTokens, boolean temperature, boolean toolRole) {
    /** What nearly every OpenAI-compatible server takes. */
    public static final Dialect COMMON = new Dialect(true, true, false, true, false);

    /** The sandbox, which takes everything. */
    public static final Dialect SANDBOX = new Dialect(true, true, false, true, true);

    /** The dialect to try next after a server rejected a request with {@code error}; the same one when nothing helps. */
    public Dialect without(WireError error) {
        if (streamUsage && error.mentions("stream_options")) {
            return new Dialect(stream, false, completionTokens, temperature, toolRole);
        }
        if (!completionTokens && error.mentions("max_tokens") && refuses(error) && !limits(error)) {
            return new Dialect(stream, streamUsage, true, temperature, toolRole);
        }
        if (completionTokens && error.mentions("max_completion_tokens") && refuses(error)) {
            return new Dialect(stream, streamUsage, false, temperature, toolRole);
        }
        if (temperature && refusesSampling(error)) {
            return new Dialect(stream, streamUsage, completionTokens, false, toolRole);
        }
        if (stream && error.mentions("stream") && refuses(error)) {
            return new Dialect(false, false, completionTokens, temperature, toolRole);
        }
        return this;
    }

    /** A server that takes either of the two is no server that takes none. */
    private static boolean refusesSampling(WireError error) {
        return (error.mentions("temperature") || (error.mentions("top_p") && refuses(error)))
                && !error.mentions("cannot both");
    }

    /** The value is refused, not its name: "This model supports at most 16384 completion tokens". */
    private static boolean limits(WireError error) {
        return error.mentions("too large") || error.mentions("at most");
    }

    private static boolean refuses(WireError error) {
        return error.mentions("support")
                || error.mentions("unknown")
                || error.mentions("unrecognized")
                || error.mentions("not permitted")
                || error.mentions("extra")
                || error.mentions("unexpected");
    }
}
