@NullMarked
package dev.routeproof.stats.reference;

import org.jspecify.annotations.NullMarked;
