/** The proxy: one wiring class that builds everything and closes it in reverse. */
@NullMarked
package dev.routeproof.proxy;

import org.jspecify.annotations.NullMarked;
