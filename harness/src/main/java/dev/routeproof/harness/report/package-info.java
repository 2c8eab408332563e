/** A run in the store to the bench report and to the bench's machine output. */
@NullMarked
package dev.routeproof.harness.report;

import org.jspecify.annotations.NullMarked;
