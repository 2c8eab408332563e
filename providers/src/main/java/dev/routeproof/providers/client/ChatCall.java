package dev.routeproof.providers.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.classify.Prompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question to one model.
 *
 * @param tools tool definitions as OpenAI writes them; empty for none
 * @param maxOutputTokens null: the provider's default
 * @param temperature null: the provider's default (some models refuse the parameter)
 * @param repeat 0-based ordinal of this sample of the answer; the sandbox answers differently per repeat
 * @param item the dataset line's id, by which recorded answers are found; null outside a bench
 */
public record ChatCall(
        Model model,
        Prompt prompt,
        List<JsonNode> tools,
        @Nullable Integer maxOutputTokens,
        @Nullable Double temperature,
        int repeat,
        @Nullable String item) {
    public ChatCall {
        tools = List.copyOf(tools);
    }
}
