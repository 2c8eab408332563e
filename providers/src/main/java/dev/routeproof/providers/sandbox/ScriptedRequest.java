package dev.routeproof.providers.sandbox;

import java.util.Locale;
import java.util.Map;

/**
 * A request as a scripted upstream read it.
 *
 * @param ordinal 1 for the first request to the server
 * @param path as sent, with query
 * @param headers names in lower case; the last value where one is repeated
 */
public record ScriptedRequest(int ordinal, String method, String path, Map<String, String> headers, String body) {
    public ScriptedRequest {
        headers = Map.copyOf(headers);
    }

    /** The value of {@code "model"} in the body; empty where there is none. */
    public String model() {
        int key = body.indexOf("\"model\"");
        int open = key < 0 ? -1 : body.indexOf('"', body.indexOf(':', key) + 1);
        int close = open < 0 ? -1 : body.indexOf('"', open + 1);
        return close < 0 ? "" : body.substring(open + 1, close);
    }

    /** Whether the answer is to be streamed. */
    public boolean stream() {
        return body.replace(" ", "").contains("\"stream\":true");
    }

    /** Empty where the header is absent. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
}
