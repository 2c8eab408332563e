/** Where in a text the answer stands, found as a reader would find it: broken JSON, fences and prose included. */
@NullMarked
package dev.routeproof.harness.score.extract;

import org.jspecify.annotations.NullMarked;
