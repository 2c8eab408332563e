/** Rules about the whole code base. */
@NullMarked
package dev.routeproof.house;

import org.jspecify.annotations.NullMarked;
