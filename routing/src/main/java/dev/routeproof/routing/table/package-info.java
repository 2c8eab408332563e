/** Routing tables: task type × mode to model, with fallbacks and overrides. */
@NullMarked
package dev.routeproof.routing.table;

import org.jspecify.annotations.NullMarked;
