@NullMarked
package dev.routeproof.stats.simulate;

import org.jspecify.annotations.NullMarked;
