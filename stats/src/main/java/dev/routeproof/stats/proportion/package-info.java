/** Rates of independent trials: intervals for one, intervals and tests for two. */
@NullMarked
package dev.routeproof.stats.proportion;

import org.jspecify.annotations.NullMarked;
