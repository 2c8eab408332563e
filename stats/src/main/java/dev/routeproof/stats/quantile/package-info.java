/** Sample quantiles and their differences, respecting clusters. */
@NullMarked
package dev.routeproof.stats.quantile;

import org.jspecify.annotations.NullMarked;
