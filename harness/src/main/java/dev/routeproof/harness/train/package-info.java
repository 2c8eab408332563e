/** Fits a linear classifier to labelled prompts: those of the datasets, and those a grammar of templates writes. */
@NullMarked
package dev.routeproof.harness.train;

import org.jspecify.annotations.NullMarked;
