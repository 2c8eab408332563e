@NullMarked
package dev.routeproof.stats.shift;

import org.jspecify.annotations.NullMarked;
