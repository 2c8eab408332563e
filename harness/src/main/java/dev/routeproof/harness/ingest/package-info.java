/** The evidence log into the store: every event once, in any order of segments. */
@NullMarked
package dev.routeproof.harness.ingest;

import org.jspecify.annotations.NullMarked;
