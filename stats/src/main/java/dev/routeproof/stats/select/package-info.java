/** Choosing among many alternatives measured on the same items, without the winner's curse. */
@NullMarked
package dev.routeproof.stats.select;

import org.jspecify.annotations.NullMarked;
