/** A run to the next routing table: which model each task type and mode should go to, and why. */
@NullMarked
package dev.routeproof.harness.calibrate;

import org.jspecify.annotations.NullMarked;
