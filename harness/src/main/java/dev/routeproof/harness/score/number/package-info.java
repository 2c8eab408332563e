/** Numbers as people write them: separators of several countries, fractions, percent, currency, words. */
@NullMarked
package dev.routeproof.harness.score.number;

import org.jspecify.annotations.NullMarked;
