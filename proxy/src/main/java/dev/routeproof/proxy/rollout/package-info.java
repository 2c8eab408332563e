/** Which arm a request belongs to and which model it gets. */
@NullMarked
package dev.routeproof.proxy.rollout;

import org.jspecify.annotations.NullMarked;
