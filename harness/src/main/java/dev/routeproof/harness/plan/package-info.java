/** How long an experiment takes before its verdicts can be reached, told before it starts. */
@NullMarked
package dev.routeproof.harness.plan;

import org.jspecify.annotations.NullMarked;
