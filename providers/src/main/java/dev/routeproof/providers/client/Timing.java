package dev.routeproof.providers.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a call took; null means not measured, never zero. */
public record Timing(
        @Nullable Duration firstToken, @Nullable Duration total) {
    public static final Timing NOT_MEASURED = new Timing(null, null);
}
