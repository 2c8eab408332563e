/** Replays samples through models: plan, estimate, calls under permits and a budget, answers that survive kill -9. */
@NullMarked
package dev.routeproof.harness.bench;

import org.jspecify.annotations.NullMarked;
