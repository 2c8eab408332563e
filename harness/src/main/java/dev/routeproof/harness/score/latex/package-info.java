/** Mathematical expressions in LaTeX or plain notation, compared by value. */
@NullMarked
package dev.routeproof.harness.score.latex;

import org.jspecify.annotations.NullMarked;
