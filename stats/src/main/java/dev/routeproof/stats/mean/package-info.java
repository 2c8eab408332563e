/** Means of units and clusters: t-tests, ratio metrics, cluster standard errors, regression adjustment. */
@NullMarked
package dev.routeproof.stats.mean;

import org.jspecify.annotations.NullMarked;
