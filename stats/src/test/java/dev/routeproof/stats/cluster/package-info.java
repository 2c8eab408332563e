@NullMarked
package dev.routeproof.stats.cluster;

import org.jspecify.annotations.NullMarked;
