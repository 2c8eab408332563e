/** What a candidate picks for one request, and the chain of reasons; pure. */
@NullMarked
package dev.routeproof.routing.decide;

import org.jspecify.annotations.NullMarked;
