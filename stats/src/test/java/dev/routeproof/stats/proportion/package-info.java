@NullMarked
package dev.routeproof.stats.proportion;

import org.jspecify.annotations.NullMarked;
