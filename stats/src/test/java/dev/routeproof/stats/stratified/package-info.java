@NullMarked
package dev.routeproof.stats.stratified;

import org.jspecify.annotations.NullMarked;
