/** Probabilities and quantiles of the distributions that tests refer to, to near machine precision. */
@NullMarked
package dev.routeproof.stats.distribution;

import org.jspecify.annotations.NullMarked;
