package dev.routeproof.providers.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model gave back.
 *
 * @param finishReason the provider's word, null where it gave none
 * @param servedModel the model name the provider reported, null where it gave none
 */
public record Answer(
        String text,
        List<ToolCall> toolCalls,
        Usage usage,
        Timing timing,
        @Nullable String finishReason,
        @Nullable String servedModel) {
    public Answer {
        toolCalls = List.copyOf(toolCalls);
    }

    /** A tool the model wanted called; {@code arguments} is the JSON text as received. */
    public record ToolCall(String name, String arguments) {}
}
