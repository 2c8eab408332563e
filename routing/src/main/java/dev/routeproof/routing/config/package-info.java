/** Files people write: YAML with positions, every problem collected, and the JSON Schemas that describe them. */
@NullMarked
package dev.routeproof.routing.config;

import org.jspecify.annotations.NullMarked;
