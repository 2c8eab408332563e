/** Tests of selection. */
@org.jspecify.annotations.NullMarked
package dev.routeproof.stats.select;
