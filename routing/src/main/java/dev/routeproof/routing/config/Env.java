package dev.routeproof.routing.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Environment variables, by name; given, so that tests and programs decide what is set. */
@FunctionalInterface
public interface Env {
    /** The variables of this process. */
    Env SYSTEM = System::getenv;

    /** The value; null where the variable is not set. */
    @Nullable
    String value(String name);

    static Env of(Map<String, String> values) {
        return values::get;
    }

    /** True where the variable is set to something that is not blank. */
    default boolean has(String name) {
        String value = value(name);
        return value != null && !value.isBlank();
    }
}
