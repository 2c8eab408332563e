/** Tests of report. */
@org.jspecify.annotations.NullMarked
package dev.routeproof.harness.report;
