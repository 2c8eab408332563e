/** A run in the store to summaries, comparisons and the bench report. */
@NullMarked
package dev.routeproof.harness.analyse;

import org.jspecify.annotations.NullMarked;
