package dev.routeproof.providers.wire.translate;

/** Why an answer ended, in both wires' words. */
final class Reasons {
    private Reasons() {}

    static String toOpenAi(String stopReason) {
        return switch (stopReason) {
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            default -> "stop";
        };
    }

    /** @param calls the answer calls a tool: many servers say {@code stop} then, and a client of Anthropic's looks for the call */
    static String toAnthropic(String finishReason, boolean calls) {
        return switch (finishReason) {
            case "length" -> "max_tokens";
            case "tool_calls", "function_call" -> "tool_use";
            case "content_filter" -> "refusal";
            default -> calls ? "tool_use" : "end_turn";
        };
    }
}
