/** The models that may be used: provider, wire name, prices, tier, capabilities, context window. */
@NullMarked
package dev.routeproof.routing.catalog;

import org.jspecify.annotations.NullMarked;
