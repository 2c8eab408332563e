/** View records to one self-contained HTML file. */
@NullMarked
package dev.routeproof.reports.page;

import org.jspecify.annotations.NullMarked;
