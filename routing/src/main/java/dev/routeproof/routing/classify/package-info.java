/** Prompt to task type with a confidence and a score per label; pure, no I/O and no clock. */
@NullMarked
package dev.routeproof.routing.classify;

import org.jspecify.annotations.NullMarked;
