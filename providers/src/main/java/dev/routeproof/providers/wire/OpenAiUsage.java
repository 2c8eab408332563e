package dev.routeproof.providers.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the {@code usage} object of a chat completion. */
final class OpenAiUsage {
    private OpenAiUsage() {}

    /** Null where the value is no object or counts nothing. */
    static Reply.@Nullable Counts read(JsonParser json) throws IOException {
        if (!WireJson.enters(json)) {
            return null;
        }
        long input = 0;
        long cached = 0;
        long output = 0;
        long reasoning = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "prompt_tokens" -> input = WireJson.count(json);
                case "completion_tokens" -> output = WireJson.count(json);
                case "prompt_cache_hit_tokens" -> cached = Math.max(cached, WireJson.count(json));
                case "prompt_tokens_details" -> cached = Math.max(cached, detail(json, "cached_tokens"));
                case "completion_tokens_details" -> reasoning = detail(json, "reasoning_tokens");
                default -> json.skipChildren();
            }
        }
        if (input == 0 && output == 0) {
            return null;
        }
        return new Reply.Counts(input, Math.min(cached, input), output, Math.min(reasoning, output));
    }

    private static long detail(JsonParser json, String field) throws IOException {
        long found = 0;
        if (WireJson.enters(json)) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals(field);
                json.nextToken();
                if (wanted) {
                    found = WireJson.count(json);
                } else {
                    json.skipChildren();
                }
            }
        }
        return found;
    }
}
