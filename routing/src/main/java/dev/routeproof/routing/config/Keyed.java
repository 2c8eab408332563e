package dev.routeproof.routing.config;

/**
 * A value under a key of the writer's choice.
 *
 * @param place where the key stands
 */
public record Keyed<T>(String key, Place place, T value) {}
