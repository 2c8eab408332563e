/** An experiment in the store, from its exchanges to its verdict. */
@NullMarked
package dev.routeproof.harness.experiment;

import org.jspecify.annotations.NullMarked;
