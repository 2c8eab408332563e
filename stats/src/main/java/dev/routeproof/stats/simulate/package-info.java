/**
 * Experiments with a known truth, run many times: what each method of this module promises, measured, beside what the
 * usual method does on the same streams.
 */
@NullMarked
package dev.routeproof.stats.simulate;

import org.jspecify.annotations.NullMarked;
