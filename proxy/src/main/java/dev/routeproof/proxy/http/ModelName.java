package dev.routeproof.proxy.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The model a request names: which names are taken at all, and how another one gets into the body. */
public final class ModelName {
    private static final int LONGEST = 256;

    private ModelName() {}

    /** What is wrong with a name; null where it may be forwarded and logged. */
    static @Nullable Refusal fault(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return Refusal.badRequest("model_missing", "The request names no model.");
        }
        if (name.length() > LONGEST) {
            return Refusal.badRequest("model_invalid", "The model name is longer than " + LONGEST + " characters.");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && "-_.:/@+ ()".indexOf(c) < 0) {
                return Refusal.badRequest(
                        "model_invalid", "The model name has a character that model names do not have.");
            }
        }
        return name.contains("..")
                ? Refusal.badRequest("model_invalid", "The model name has two dots in a row.")
                : null;
    }

    /** The body, which was read before, with another model's name and every other byte as it was. */
    public static byte[] renamed(byte[] body, String name) {
        try {
            return splice(body, JsonScan.scan(body), name);
        } catch (JsonScan.Malformed unread) {
            throw new IllegalArgumentException(unread);
        }
    }

    /** The body with the one value replaced and every other byte as it was. */
    static byte[] splice(byte[] body, JsonScan.Found found, String name) {
        byte[] value = ('"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"').getBytes(StandardCharsets.UTF_8);
        var out = new byte[body.length - (found.modelEnd() - found.modelStart()) + value.length];
        System.arraycopy(body, 0, out, 0, found.modelStart());
        System.arraycopy(value, 0, out, found.modelStart(), value.length);
        System.arraycopy(
                body, found.modelEnd(), out, found.modelStart() + value.length, body.length - found.modelEnd());
        return out;
    }
}
