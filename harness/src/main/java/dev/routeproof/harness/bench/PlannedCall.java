package dev.routeproof.harness.bench;

import dev.routeproof.datasets.Sample;
import dev.routeproof.providers.client.ChatCall;
import dev.routeproof.routing.catalog.Model;
import org.jspecify.annotations.Nullable;

/**
 * One question the bench means to ask.
 *
 * @param repeat 0-based ordinal of this answer to the same question
 * @param key under which its answer is remembered
 */
record PlannedCall(
        Model model,
        Sample sample,
        int repeat,
        String key,
        @Nullable Integer maxOutputTokens) {
    ChatCall toChatCall() {
        return new ChatCall(model, sample.prompt(), sample.tools(), maxOutputTokens, null, repeat, sample.id());
    }
}
