/** Tests of experiment. */
@org.jspecify.annotations.NullMarked
package dev.routeproof.harness.shadow;
