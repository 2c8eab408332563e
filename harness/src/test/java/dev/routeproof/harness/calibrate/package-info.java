/** Tests of calibrate. */
@org.jspecify.annotations.NullMarked
package dev.routeproof.harness.calibrate;
