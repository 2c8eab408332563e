/** Whole verdicts tried on logs whose truth is known: what is promoted or rolled back by mistake, and what is found. */
@NullMarked
package dev.routeproof.harness.lab.verdicts;

import org.jspecify.annotations.NullMarked;
