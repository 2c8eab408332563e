/** How alike the values of one unit are, and what that costs. */
@NullMarked
package dev.routeproof.stats.cluster;

import org.jspecify.annotations.NullMarked;
