/** What candidates would have done on traffic that the baseline served, read from the ingested evidence log. */
@NullMarked
package dev.routeproof.harness.shadow;

import org.jspecify.annotations.NullMarked;
