package dev.routeproof.routing.config;

/** A declared key of a record that may be absent. */
public final class OptionalField<T> extends Declared<T> {
    OptionalField(int position, String key, Shape<T> shape, String says) {
        super(position, key, shape, says, false, null);
    }
}
