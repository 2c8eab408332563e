package dev.routeproof.stats;

/**
 * The answer of every estimator: a value, or the reason why there is none. An error never reads as "no effect".
 *
 * @param <T> what is estimated
 */
public sealed interface Result<T> {
    record Value<T>(T value) implements Result<T> {}

    /** {@code reason} is a sentence a reader of a report understands. */
    record NotEstimable<T>(String reason) implements Result<T> {}
}
