@NullMarked
package dev.routeproof.stats.power;

import org.jspecify.annotations.NullMarked;
