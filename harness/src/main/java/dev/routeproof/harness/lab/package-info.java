/** The statistics put to the test: reference vectors, simulations, and validation on one's own log. */
@NullMarked
package dev.routeproof.harness.lab;

import org.jspecify.annotations.NullMarked;
