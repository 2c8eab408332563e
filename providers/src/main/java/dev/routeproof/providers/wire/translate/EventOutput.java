package dev.routeproof.providers.wire.translate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.providers.wire.MalformedReply;
import dev.routeproof.providers.wire.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Server-sent events gathered until they are taken. */
final class EventOutput {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** One event; {@code type} empty: it has none. */
    void event(String type, String data) {
        String lines = (type.isEmpty() ? "" : "event: " + type + "\n") + "data: " + data + "\n\n";
        bytes.writeBytes(lines.getBytes(StandardCharsets.UTF_8));
    }

    /** What was gathered since the last time. */
    byte[] take() {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }

    /** The object an event carries. */
    static JsonNode object(byte[] data, int length) {
        try (JsonParser json = WireJson.FACTORY.createParser(data, 0, length)) {
            JsonNode node = WireJson.MAPPER.readTree(json);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new MalformedReply("an event of the stream is not valid JSON");
        }
        throw new MalformedReply("an event of the stream is not a JSON object");
    }
}
