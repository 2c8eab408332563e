/**
 * Files people write: YAML and JSON lines with places, every problem collected, and the JSON Schemas that describe them.
 *
 * <p>A file is declared once as a {@link dev.routeproof.routing.config.Shape} built from
 * {@link dev.routeproof.routing.config.Shapes}; {@link dev.routeproof.routing.config.ConfigText} reads text through it.
 */
@NullMarked
package dev.routeproof.routing.config;

import org.jspecify.annotations.NullMarked;
