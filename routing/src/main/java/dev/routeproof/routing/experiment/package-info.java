/** Rollout document, assignment, epochs, unit values and the verdict of a slice; pure. */
@NullMarked
package dev.routeproof.routing.experiment;

import org.jspecify.annotations.NullMarked;
