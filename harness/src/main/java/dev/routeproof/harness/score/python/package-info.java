/** Python literals, read and compared as Python's {@code ==} compares them. */
@NullMarked
package dev.routeproof.harness.score.python;

import org.jspecify.annotations.NullMarked;
