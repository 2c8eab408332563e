/** Several tests at once: adjusted p-values and e-values. */
@NullMarked
package dev.routeproof.stats.multiple;

import org.jspecify.annotations.NullMarked;
