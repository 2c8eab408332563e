@NullMarked
package dev.routeproof.stats.groupsequential;

import org.jspecify.annotations.NullMarked;
