package dev.routeproof.routing.config;

import org.jspecify.annotations.Nullable;

/** A declared key of a record that always has a value: required, or with a default. */
public final class Field<T> extends Declared<T> {
    Field(int position, String key, Shape<T> shape, String says, boolean required, @Nullable T fallback) {
        super(position, key, shape, says, required, fallback);
    }
}
