package dev.routeproof.providers.wire.translate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.providers.wire.WireError;
import dev.routeproof.providers.wire.WireJson;
import java.io.IOException;

/** Bodies to trees and back. */
final class Bodies {
    private Bodies() {}

    /** Reads the body; throws {@link Untranslatable} where it is no JSON object. */
    static JsonNode object(byte[] body) {
        try {
            JsonNode node = WireJson.MAPPER.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
            throw new Untranslatable("the body is not a JSON object");
        } catch (IOException e) {
            throw new Untranslatable("the body is not JSON");
        }
    }

    /** The text of a message's content or of a system value: a string, or parts of which the texts are joined. */
    static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        var text = new StringBuilder();
        for (JsonNode part : content) {
            text.append(part.path("text").asText(""));
        }
        return text.toString();
    }

    static byte[] bytes(JsonNode node) {
        try {
            return WireJson.MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** The provider's word for its error; {@code otherwise} where it gave none. */
    static String type(WireError error, String otherwise) {
        return error.type() == null ? otherwise : error.type();
    }
}
