/** Rank tests and location shifts that stay right when values tie. */
@NullMarked
package dev.routeproof.stats.rank;

import org.jspecify.annotations.NullMarked;
