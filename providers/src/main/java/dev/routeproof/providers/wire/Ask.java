package dev.routeproof.providers.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.routing.classify.Prompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, before it is put into a provider's words.
 *
 * @param model the provider's name of the model
 * @param tools tool definitions as OpenAI writes them
 * @param maxOutputTokens null: the provider's default
 * @param temperature null: the provider's default
 * @param seed null: not sent
 */
public record Ask(
        String model,
        Prompt prompt,
        List<JsonNode> tools,
        @Nullable Integer maxOutputTokens,
        @Nullable Double temperature,
        @Nullable Integer seed) {
    public Ask {
        tools = List.copyOf(tools);
    }
}
