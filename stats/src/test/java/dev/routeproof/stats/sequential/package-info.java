@NullMarked
package dev.routeproof.stats.sequential;

import org.jspecify.annotations.NullMarked;
