/** How the harness calls a model: one call in, one outcome out. */
@NullMarked
package dev.routeproof.providers.client;

import org.jspecify.annotations.NullMarked;
