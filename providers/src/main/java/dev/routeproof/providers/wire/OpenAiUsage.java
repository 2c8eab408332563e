package dev.routeproof.providers.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the {@code usage} object of a chat completion. */
public final class OpenAiUsage {
    private OpenAiUsage() {}

    /**
     * All output tokens. Some servers (xAI, Gemini) count thinking in the total only; it is output, and paid as such.
     *
     * @param input 0 where the server gives none: then the total says nothing
     * @param total 0 where the server gives none
     */
    public static long output(long input, long completion, long total) {
        return input == 0 ? completion : Math.max(completion, total - input);
    }

    /** Null where the value is no object or counts nothing. */
    static Reply.@Nullable Counts read(JsonParser json) throws IOException {
        if (!WireJson.enters(json)) {
            return null;
        }
        long input = 0;
        long cached = 0;
        long output = 0;
        long total = 0;
        long reasoning = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "prompt_tokens" -> input = WireJson.count(json);
                case "completion_tokens" -> output = WireJson.count(json);
                case "total_tokens" -> total = WireJson.count(json);
                case "prompt_cache_hit_tokens" -> cached = Math.max(cached, WireJson.count(json));
                case "prompt_tokens_details" -> cached = Math.max(cached, detail(json, "cached_tokens"));
                case "completion_tokens_details" -> reasoning = detail(json, "reasoning_tokens");
                default -> json.skipChildren();
            }
        }
        if (input == 0 && output == 0) {
            return null;
        }
        long all = output(input, output, total);
        return new Reply.Counts(input, Math.min(cached, input), all, Math.min(reasoning, all));
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
