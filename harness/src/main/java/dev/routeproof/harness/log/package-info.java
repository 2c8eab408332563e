/** Looking after the evidence log itself: is it whole, does it add up, and what must go from it. */
@NullMarked
package dev.routeproof.harness.log;

import org.jspecify.annotations.NullMarked;
