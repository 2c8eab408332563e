/** Intervals and tests by resampling, with an injected generator. */
@NullMarked
package dev.routeproof.stats.resample;

import org.jspecify.annotations.NullMarked;
