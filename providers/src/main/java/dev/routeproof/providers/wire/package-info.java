/** The bytes providers speak: requests encoded, server-sent events and answers decoded; no I/O and no clock. */
@NullMarked
package dev.routeproof.providers.wire;

import org.jspecify.annotations.NullMarked;
