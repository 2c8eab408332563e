package dev.routeproof.routing.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of a file may look like: it reads such a piece, and it describes itself as JSON Schema, from one
 * declaration.
 *
 * @param <T> what a piece of this shape means
 */
public interface Shape<T> {
    /** The value; null where the piece is not of this shape, with every reason recorded. */
    @Nullable
    T read(Node node, ProblemCollector problems);

    /** JSON Schema (draft 2020-12) of the pieces that {@link #read} takes. */
    ObjectNode schema();

    /** The same piece with the place where it stands. */
    default Shape<Located<T>> located() {
        return new DerivedShape<>(this, (node, value, problems) -> new Located<>(value, node.place()));
    }

    /** The same piece as another type; {@code change} must accept every value this shape reads. */
    default <U> Shape<U> as(Function<T, U> change) {
        return new DerivedShape<>(this, (node, value, problems) -> change.apply(value));
    }

    /** The same piece as another type; {@code change} records what is wrong and returns null where it is refused. */
    default <U> Shape<U> checked(Check<T, U> change) {
        return new DerivedShape<>(this, change);
    }

    /** Turns a value that was read into what it means, or records why it cannot. */
    interface Check<T, U> {
        @Nullable
        U apply(Node node, T value, ProblemCollector problems);
    }
}
