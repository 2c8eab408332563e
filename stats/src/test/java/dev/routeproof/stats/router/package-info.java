@NullMarked
package dev.routeproof.stats.router;

import org.jspecify.annotations.NullMarked;
