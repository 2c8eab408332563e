package dev.routeproof.routing.config;

import java.util.function.Function;

/**
 * What became of a file: its value, or every problem it has.
 *
 * @param <T> what the file means
 */
public sealed interface Loaded<T> {
    record Ok<T>(T value) implements Loaded<T> {}

    record Broken<T>(Problems problems) implements Loaded<T> {}

    /** The same outcome for what {@code change} makes of the value. */
    default <U> Loaded<U> map(Function<T, U> change) {
        return switch (this) {
            case Ok<T>(T value) -> new Ok<>(change.apply(value));
            case Broken<T>(Problems problems) -> new Broken<>(problems);
        };
    }

    /** The same outcome for what {@code next} loads from the value. */
    default <U> Loaded<U> then(Function<T, Loaded<U>> next) {
        return switch (this) {
            case Ok<T>(T value) -> next.apply(value);
            case Broken<T>(Problems problems) -> new Broken<>(problems);
        };
    }

    /** The value; throws {@link BrokenFile} with the rendered problems where there is none. */
    default T orThrow() {
        return switch (this) {
            case Ok<T>(T value) -> value;
            case Broken<T>(Problems problems) -> throw new BrokenFile(problems);
        };
    }
}
