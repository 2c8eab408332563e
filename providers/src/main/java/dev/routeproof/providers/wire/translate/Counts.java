package dev.routeproof.providers.wire.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.providers.wire.OpenAiUsage;
import dev.routeproof.providers.wire.WireJson;

/**
 * Tokens of an answer.
 *
 * @param input all of them, cached ones included (Anthropic counts those apart, OpenAI within)
 */
record Counts(long input, long cacheReads, long cacheWrites, long output) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    static Counts ofMessages(JsonNode usage) {
        return NONE.updated(usage);
    }

    /** With what a later event of the same stream says; fields it leaves out stay. */
    Counts updated(JsonNode usage) {
        long reads = usage.path("cache_read_input_tokens").asLong(cacheReads);
        long writes = usage.path("cache_creation_input_tokens").asLong(cacheWrites);
        long uncached = usage.path("input_tokens").asLong(input - cacheReads - cacheWrites);
        return new Counts(
                uncached + reads + writes,
                reads,
                writes,
                usage.path("output_tokens").asLong(output));
    }

    static Counts ofCompletion(JsonNode usage) {
        long input = usage.path("prompt_tokens").asLong();
        long cached = Math.max(
                usage.at("/prompt_tokens_details/cached_tokens").asLong(),
                usage.path("prompt_cache_hit_tokens").asLong());
        long output = OpenAiUsage.output(
                input,
                usage.path("completion_tokens").asLong(),
                usage.path("total_tokens").asLong());
        return new Counts(input, cached, 0, output);
    }

    ObjectNode toOpenAi() {
        ObjectNode usage = WireJson.MAPPER.createObjectNode();
        usage.put("prompt_tokens", input);
        usage.put("completion_tokens", output);
        usage.put("total_tokens", input + output);
        usage.putObject("prompt_tokens_details").put("cached_tokens", cacheReads);
        return usage;
    }

    ObjectNode toAnthropic() {
        return WireJson.MAPPER
                .createObjectNode()
                .put("input_tokens", Math.max(0, input - cacheReads - cacheWrites))
                .put("cache_creation_input_tokens", cacheWrites)
                .put("cache_read_input_tokens", cacheReads)
                .put("output_tokens", output);
    }
}
