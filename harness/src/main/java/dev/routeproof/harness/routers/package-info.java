/** Candidates judged by the public scores of routers, on a run's recorded outcomes. */
@NullMarked
package dev.routeproof.harness.routers;

import org.jspecify.annotations.NullMarked;
