@NullMarked
package dev.routeproof.stats.mean;

import org.jspecify.annotations.NullMarked;
