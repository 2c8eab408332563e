/** The methods tried on the user's own log, its arms drawn anew. */
@NullMarked
package dev.routeproof.harness.lab.validate;

import org.jspecify.annotations.NullMarked;
