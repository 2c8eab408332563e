/** Operating a running proxy: orders over its admin listener, and its file of virtual keys. */
@NullMarked
package dev.routeproof.harness.rollout;

import org.jspecify.annotations.NullMarked;
