/** Labelled datasets: a folder with a card and JSON lines, read into samples. */
@NullMarked
package dev.routeproof.datasets;

import org.jspecify.annotations.NullMarked;
