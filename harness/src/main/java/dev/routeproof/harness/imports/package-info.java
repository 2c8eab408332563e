/** What others have measured, entered into the store: scores as a run, exchanges as an experiment. */
@NullMarked
package dev.routeproof.harness.imports;

import org.jspecify.annotations.NullMarked;
