@NullMarked
package dev.routeproof.stats.rank;

import org.jspecify.annotations.NullMarked;
