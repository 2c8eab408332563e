/** What a person sees while a bench runs: bars on a terminal, plain lines elsewhere. */
@NullMarked
package dev.routeproof.harness.bench.progress;

import org.jspecify.annotations.NullMarked;
