/** Answers that were recorded earlier, found by item and model. */
@NullMarked
package dev.routeproof.providers.recorded;

import org.jspecify.annotations.NullMarked;
