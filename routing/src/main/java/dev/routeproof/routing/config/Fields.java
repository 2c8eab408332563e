package dev.routeproof.routing.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Declares the keys of a record, once: what is declared here is read, refused and described alike.
 *
 * <p>Each {@code says} is one sentence: what the key means, its unit and range.
 */
public final class Fields {
    final List<Declared<?>> declared = new ArrayList<>();

    Fields() {}

    /** A key that must be there. */
    public <T> Field<T> required(String key, Shape<T> shape, String says) {
        return add(new Field<>(declared.size(), key, shape, says, true, null));
    }

    /** A key that may be absent (or empty); {@code fallback} is its value then. */
    public <T> Field<T> optional(String key, Shape<T> shape, T fallback, String says) {
        return add(new Field<>(declared.size(), key, shape, says, false, fallback));
    }

    /** A key that may be absent (or empty). */
    public <T> OptionalField<T> optional(String key, Shape<T> shape, String says) {
        return add(new OptionalField<>(declared.size(), key, shape, says));
    }

    private <D extends Declared<?>> D add(D field) {
        declared.add(field);
        return field;
    }
}
