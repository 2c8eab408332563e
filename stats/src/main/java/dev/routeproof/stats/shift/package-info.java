/** Whether a population is still the one it was: stability of shares, and the shares behind what a classifier gives. */
@NullMarked
package dev.routeproof.stats.shift;

import org.jspecify.annotations.NullMarked;
