/** What a report shows: pure data, everything already decided, so that a page computes nothing. */
@NullMarked
package dev.routeproof.reports.view;

import org.jspecify.annotations.NullMarked;
