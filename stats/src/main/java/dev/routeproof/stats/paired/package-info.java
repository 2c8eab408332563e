/** Two measurements of the same items: tests and intervals for pass/fail pairs. */
@NullMarked
package dev.routeproof.stats.paired;

import org.jspecify.annotations.NullMarked;
