@NullMarked
package dev.routeproof.stats.missing;

import org.jspecify.annotations.NullMarked;
