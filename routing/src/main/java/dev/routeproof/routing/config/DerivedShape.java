package dev.routeproof.routing.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A shape that reads what another reads and gives it a closer meaning. */
record DerivedShape<T, U>(Shape<T> base, Shape.Check<T, U> check) implements Shape<U> {
    @Override
    public @Nullable U read(Node node, ProblemCollector problems) {
        T value = base.read(node, problems);
        return value == null ? null : check.apply(node, value, problems);
    }

    @Override
    public ObjectNode schema() {
        return base.schema();
    }
}
