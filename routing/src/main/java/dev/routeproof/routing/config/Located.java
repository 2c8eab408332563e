package dev.routeproof.routing.config;

/**
 * A value with the place where it was written, for problems that only show when files are put together.
 *
 * @param <T> the value
 */
public record Located<T>(T value, Place place) {}
