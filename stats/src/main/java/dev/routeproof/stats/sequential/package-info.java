/** Tests and intervals that stay valid while they are watched: e-processes fed one unit value at a time. */
@NullMarked
package dev.routeproof.stats.sequential;

import org.jspecify.annotations.NullMarked;
