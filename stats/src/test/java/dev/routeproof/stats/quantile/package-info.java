@NullMarked
package dev.routeproof.stats.quantile;

import org.jspecify.annotations.NullMarked;
