package dev.routeproof.routing.catalog;

/**
 * What a model charges, in US dollars per million tokens.
 *
 * @param cachedInput price of input tokens served from the provider's prompt cache; equal to {@code input} where the
 *     catalog names none
 */
public record Prices(double input, double output, double cachedInput) {
    public Prices {
        if (!(input >= 0 && output >= 0 && cachedInput >= 0)) {
            throw new IllegalArgumentException("prices must be 0 or more USD per million tokens");
        }
    }

    /** Cost of one call; {@code cachedTokens} are part of {@code inputTokens}, reasoning tokens part of the output. */
    public Money cost(long inputTokens, long cachedTokens, long outputTokens) {
        // USD per million tokens × tokens = micro-dollars; × 1,000 = nano-dollars.
        double microUsd = (inputTokens - cachedTokens) * input + cachedTokens * cachedInput + outputTokens * output;
        return new Money(Math.round(microUsd * 1_000));
    }
}
