/** What is written down of each exchange, and the narrow door to the evidence log. */
@NullMarked
package dev.routeproof.proxy.record;

import org.jspecify.annotations.NullMarked;
