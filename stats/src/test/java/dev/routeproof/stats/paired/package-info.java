@NullMarked
package dev.routeproof.stats.paired;

import org.jspecify.annotations.NullMarked;
