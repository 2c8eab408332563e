/** A whole canary in two minutes on simulated models, with known truth: seen before it is trusted. */
@NullMarked
package dev.routeproof.harness.rehearse;

import org.jspecify.annotations.NullMarked;
