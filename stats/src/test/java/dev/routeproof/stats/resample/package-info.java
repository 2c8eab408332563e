@NullMarked
package dev.routeproof.stats.resample;

import org.jspecify.annotations.NullMarked;
