package dev.routeproof.routing.classify;

/**
 * A question that a stage asked a model of the catalog, and what it took.
 *
 * @param model its id
 */
public record StageCall(String model, long inputTokens, long outputTokens) {}
