/** Reads the proxy's own evidence log back: the epoch to go on from, and what the experiment's monitors make of it. */
@NullMarked
package dev.routeproof.proxy.watch;

import org.jspecify.annotations.NullMarked;
