/** Scores that others have measured, entered into the store as a run. */
@NullMarked
package dev.routeproof.harness.imports;

import org.jspecify.annotations.NullMarked;
