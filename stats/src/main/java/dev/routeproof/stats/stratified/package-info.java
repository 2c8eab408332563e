/** Differences estimated within strata and then averaged, so that a ramp or a drift cannot pose as an effect. */
@NullMarked
package dev.routeproof.stats.stratified;

import org.jspecify.annotations.NullMarked;
