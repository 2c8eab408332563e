/** Evidence events and the append-only segment format that keeps them. */
@NullMarked
package dev.routeproof.routing.evidence;

import org.jspecify.annotations.NullMarked;
