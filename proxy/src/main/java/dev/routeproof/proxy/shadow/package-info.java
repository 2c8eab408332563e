/** What candidates would have done, evaluated where live traffic cannot feel it. */
@NullMarked
package dev.routeproof.proxy.shadow;

import org.jspecify.annotations.NullMarked;
