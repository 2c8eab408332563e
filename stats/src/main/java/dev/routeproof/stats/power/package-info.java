/** How many units a decision needs, and what a given number can detect. */
@NullMarked
package dev.routeproof.stats.power;

import org.jspecify.annotations.NullMarked;
