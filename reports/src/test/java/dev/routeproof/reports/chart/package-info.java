/** Tests of the charts. */
@org.jspecify.annotations.NullMarked
package dev.routeproof.reports.chart;
