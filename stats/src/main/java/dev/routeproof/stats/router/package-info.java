/** Public scores of routers, computed from what every model scored and cost on the same prompts. */
@NullMarked
package dev.routeproof.stats.router;

import org.jspecify.annotations.NullMarked;
