package dev.routeproof.routing.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * The hash of what a file means: hex SHA-256 over its content as JSON without spaces, keys in the order of their code
 * units, so that comments, spacing and the order of keys do not change it.
 */
public final class ContentHash {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ContentHash() {}

    public static String of(JsonNode content) {
        try {
            return of(JSON.writeValueAsString(sorted(content)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Hex SHA-256 of the text in UTF-8. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Hex SHA-256. */
    public static String of(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            var keys = new TreeMap<String, JsonNode>();
            node.properties().forEach(entry -> keys.put(entry.getKey(), sorted(entry.getValue())));
            var object = JsonNodeFactory.instance.objectNode();
            keys.forEach(object::set);
            return object;
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> array.add(sorted(item)));
            return array;
        }
        return node;
    }
}
