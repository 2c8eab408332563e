/** Inference on numbers: pure functions, no I/O, no clock, no domain words. */
@NullMarked
package dev.routeproof.stats;

import org.jspecify.annotations.NullMarked;
