/** The commands: arguments in, text or JSON out, an {@link dev.routeproof.harness.Exit} at the end. */
@NullMarked
package dev.routeproof.harness.cli;

import org.jspecify.annotations.NullMarked;
