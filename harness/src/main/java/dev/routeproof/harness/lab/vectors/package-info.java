/** Reference vectors of other statistical libraries, answered by ours and compared. */
@NullMarked
package dev.routeproof.harness.lab.vectors;

import org.jspecify.annotations.NullMarked;
