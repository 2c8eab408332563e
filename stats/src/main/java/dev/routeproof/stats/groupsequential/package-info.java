/** Group-sequential boundaries: alpha spent over a planned number of looks. */
@NullMarked
package dev.routeproof.stats.groupsequential;

import org.jspecify.annotations.NullMarked;
