/** The files of a deployed proxy, read and checked together. */
@NullMarked
package dev.routeproof.routing.setup;

import org.jspecify.annotations.NullMarked;
