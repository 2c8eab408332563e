package dev.routeproof.providers.client;

/**
 * Tokens of one call.
 *
 * @param inputTokens all input tokens, cached ones included
 * @param cachedTokens part of the input served from the provider's prompt cache
 * @param outputTokens all output tokens, reasoning ones included
 * @param reasoningTokens part of the output that was not shown
 */
public record Usage(long inputTokens, long cachedTokens, long outputTokens, long reasoningTokens, Source source) {
    /** Where the numbers come from. */
    public enum Source {
        /** The provider said so. */
        REPORTED,
        /** Counted by our tokenizer; costs are marked estimated. */
        ESTIMATED,
        /** The stream ended early; counted so far. */
        PARTIAL
    }
}
