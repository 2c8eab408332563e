package dev.routeproof.providers.client;

import org.jspecify.annotations.Nullable;

/** Environment variables by name; {@code System::getenv} in production. */
@FunctionalInterface
public interface Environment {
    /** The value, or null where the variable is not set. */
    @Nullable
    String get(String name);
}
