package dev.routeproof.providers.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says went wrong, out of any of the shapes in use.
 *
 * @param type the provider's class of error; null where it gave none
 * @param code its code; null where it gave none
 * @param parameter the request parameter it complains of; null where it gave none
 * @param message one line without control characters, at most 300 characters, never empty
 */
public record WireError(
        @Nullable String type,
        @Nullable String code,
        @Nullable String parameter,
        String message) {
    private static final int MAX_MESSAGE = 300;

    public WireError {
        String line = oneLine(message);
        message = line.isEmpty() ? "no message" : line;
    }

    /** Reads the body of an error answer; a body that is no JSON is its own message. */
    public static WireError parse(byte[] body) {
        try {
            JsonNode root = WireJson.MAPPER.readTree(body);
            if (root != null && root.isObject()) {
                return of(root);
            }
        } catch (IOException e) {
            // Not JSON (a gateway's HTML page, or cut at the limit): its text is the message.
            return plain(body);
        }
        return plain(body);
    }

    private static WireError plain(byte[] body) {
        return new WireError(null, null, null, new String(body, StandardCharsets.UTF_8));
    }

    /** Reads {@code {"error": {…}}}, {@code {"error": "…"}}, {@code {"message": …}} and {@code {"detail": …}}. */
    static WireError of(JsonNode root) {
        JsonNode error = root.path("error");
        if (error.isTextual()) {
            return new WireError(null, null, null, error.asText());
        }
        JsonNode from = error.isObject() ? error : root;
        String message = text(from, "message");
        String detail = message == null ? text(from, "detail") : message;
        return new WireError(
                text(from, "type"), text(from, "code"), text(from, "param"), detail == null ? from.toString() : detail);
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull()
                ? value.asText()
                : value.isContainerNode() ? value.toString() : null;
    }

    /** {@code text} without control, direction and escape characters, spaces folded, cut to 300 characters. */
    public static String oneLine(String text) {
        var line = new StringBuilder(Math.min(text.length(), MAX_MESSAGE + 1));
        boolean space = false;
        for (int i = 0; i < text.length() && line.length() < MAX_MESSAGE; ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            int kind = Character.getType(codePoint);
            boolean blank = Character.isWhitespace(codePoint) || kind == Character.CONTROL;
            if (blank) {
                space = !line.isEmpty();
            } else if (kind != Character.FORMAT && kind != Character.SURROGATE) {
                if (space) {
                    line.append(' ');
                    space = false;
                }
                line.appendCodePoint(codePoint);
            }
        }
        return line.toString();
    }

    /** True where any part of the error contains {@code word}, letter case aside. */
    public boolean mentions(String word) {
        return holds(message, word) || holds(code, word) || holds(type, word) || holds(parameter, word);
    }

    private static boolean holds(@Nullable String text, String word) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
    }
}
