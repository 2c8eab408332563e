/** Charts as SVG made on the server, each with the table of numbers it shows. */
@NullMarked
package dev.routeproof.reports.chart;

import org.jspecify.annotations.NullMarked;
