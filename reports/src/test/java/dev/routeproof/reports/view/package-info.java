/** Tests of the formatter. */
@org.jspecify.annotations.NullMarked
package dev.routeproof.reports.view;
