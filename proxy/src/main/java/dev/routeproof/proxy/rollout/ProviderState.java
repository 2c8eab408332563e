package dev.routeproof.proxy.rollout;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Whether a request rests on what a provider keeps, or has it keep something: an earlier response, a conversation, an
 * answer to be fetched later. Ids of these are fetched and continued at the default's provider, and mean nothing at
 * another one.
 */
final class ProviderState {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String RESPONSES = "/v1/responses";

    private ProviderState() {}

    /** Reads the outermost fields of the body; a response is stored unless {@code store} is false. */
    static boolean binds(Facts facts) {
        boolean responses = facts.path().equals(RESPONSES);
        boolean stored = responses;
        try (JsonParser json = JSON.createParser(facts.body())) {
            json.nextToken();
            String field;
            while ((field = json.nextFieldName()) != null) {
                JsonToken value = json.nextToken();
                if (field.equals("store")) {
                    stored = value == JsonToken.VALUE_NULL ? responses : value == JsonToken.VALUE_TRUE;
                } else if (responses && names(field, value)) {
                    return true;
                }
                json.skipChildren();
            }
            return stored;
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static boolean names(String field, JsonToken value) {
        return switch (field) {
            case "previous_response_id", "conversation", "prompt" -> value != JsonToken.VALUE_NULL;
            case "background" -> value == JsonToken.VALUE_TRUE;
            default -> false;
        };
    }
}
