package dev.routeproof.proxy.record;

import org.jspecify.annotations.Nullable;

/**
 * What the log keeps of an answer.
 *
 * @param usage {@code reported}, {@code estimated} or {@code partial}
 * @param finishReason the provider's word; null where it gave none
 * @param text the answer's text so far as the copy holds it
 * @param events server-sent events seen; 0 for an answer that is no stream
 */
public record AnswerFacts(
        long inputTokens,
        long cachedTokens,
        long outputTokens,
        String usage,
        @Nullable String finishReason,
        String text,
        int events) {}
