/** What can be said when some units give no answer and the silence may depend on the arm. */
@NullMarked
package dev.routeproof.stats.missing;

import org.jspecify.annotations.NullMarked;
