/** Tests of verdicts. */
@org.jspecify.annotations.NullMarked
package dev.routeproof.harness.lab.verdicts;
