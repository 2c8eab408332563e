/** Sequential methods of others, kept to compare with; verdicts do not use them. */
@NullMarked
package dev.routeproof.stats.reference;

import org.jspecify.annotations.NullMarked;
