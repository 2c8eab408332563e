package dev.routeproof.harness.calibrate;

import org.jspecify.annotations.Nullable;

/**
 * A model that competes for a task type.
 *
 * @param costUsd mean US dollars a call on this slice, else the catalog's blended price a token; null where neither is
 *     known
 * @param latencyP50 milliseconds; null where not measured
 */
record Contender(
        String model, @Nullable Double costUsd, @Nullable Double latencyP50) {}
