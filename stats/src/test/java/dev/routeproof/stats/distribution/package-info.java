@NullMarked
package dev.routeproof.stats.distribution;

import org.jspecify.annotations.NullMarked;
