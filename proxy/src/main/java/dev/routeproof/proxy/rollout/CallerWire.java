package dev.routeproof.proxy.rollout;

import dev.routeproof.routing.catalog.Wire;
import org.jspecify.annotations.Nullable;

/** The wire a caller speaks, told by the path of its request. */
public final class CallerWire {
    private CallerWire() {}

    /** Null where the path belongs to no wire that can be translated. */
    public static @Nullable Wire of(String path) {
        return switch (path) {
            case "/v1/chat/completions" -> Wire.OPENAI;
            case "/v1/messages" -> Wire.ANTHROPIC;
            default -> null;
        };
    }
}
