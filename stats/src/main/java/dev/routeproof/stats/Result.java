package dev.routeproof.stats;

import java.util.function.Function;

/**
 * The answer of every estimator: a value, or the reason why there is none. An error never reads as "no effect".
 *
 * @param <T> what is estimated
 */
public sealed interface Result<T> {
    record Value<T>(T value) implements Result<T> {}

    /** {@code reason} is a sentence a reader of a report understands. */
    record NotEstimable<T>(String reason) implements Result<T> {}

    static <T> Result<T> value(T value) {
        return new Value<>(value);
    }

    static <T> Result<T> notEstimable(String reason) {
        return new NotEstimable<>(reason);
    }

    /** The same answer with its value transformed; a reason stays the reason. */
    default <U> Result<U> map(Function<? super T, ? extends U> transform) {
        return switch (this) {
            case Value<T>(T value) -> new Value<>(transform.apply(value));
            case NotEstimable<T>(String reason) -> new NotEstimable<>(reason);
        };
    }

    /** The next answer built on this value; a reason stays the reason. */
    default <U> Result<U> flatMap(Function<? super T, Result<U>> next) {
        return switch (this) {
            case Value<T>(T value) -> next.apply(value);
            case NotEstimable<T>(String reason) -> new NotEstimable<>(reason);
        };
    }

    /**
     * The value, for callers that know there is one.
     *
     * @throws IllegalStateException with the reason when there is none
     */
    default T orElseThrow() {
        return switch (this) {
            case Value<T>(T value) -> value;
            case NotEstimable<T>(String reason) -> throw new IllegalStateException(reason);
        };
    }
}
