/** The providers' side: pools, deadlines, breaker, strict reading of what they send. */
@NullMarked
package dev.routeproof.proxy.upstream;

import org.jspecify.annotations.NullMarked;
