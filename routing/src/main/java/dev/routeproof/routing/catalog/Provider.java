package dev.routeproof.routing.catalog;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where models are called.
 *
 * @param baseUrl for {@code openai} and {@code anthropic} wires; null for the others
 * @param keyEnv name of the environment variable that holds the key; null where none is needed
 * @param maxInFlight calls under way at once, default 32
 * @param requestsPerMinute null: not limited
 * @param file recorded answers, for the {@code recorded} wire; null for the others
 */
public record Provider(
        String id,
        Wire wire,
        @Nullable URI baseUrl,
        @Nullable String keyEnv,
        int maxInFlight,
        @Nullable Integer requestsPerMinute,
        @Nullable Path file) {
    public static final int DEFAULT_MAX_IN_FLIGHT = 32;
}
