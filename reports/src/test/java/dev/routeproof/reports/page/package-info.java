/** Tests of the pages. */
@org.jspecify.annotations.NullMarked
package dev.routeproof.reports.page;
