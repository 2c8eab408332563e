@NullMarked
package dev.routeproof.stats.ratio;

import org.jspecify.annotations.NullMarked;
