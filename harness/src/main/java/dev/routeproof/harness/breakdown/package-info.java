/** An experiment's cost, latency and feedback by task type, feature and route, compared within epochs. */
@NullMarked
package dev.routeproof.harness.breakdown;

import org.jspecify.annotations.NullMarked;
