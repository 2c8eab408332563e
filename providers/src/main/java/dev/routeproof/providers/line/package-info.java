/** Connections to providers, spoken over in our own way: read strictly, one question at a time, owned by one event loop. */
@NullMarked
package dev.routeproof.providers.line;

import org.jspecify.annotations.NullMarked;
