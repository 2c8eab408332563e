@NullMarked
package dev.routeproof.stats.multiple;

import org.jspecify.annotations.NullMarked;
