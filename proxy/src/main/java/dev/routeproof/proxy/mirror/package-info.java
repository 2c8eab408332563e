/** Requests executed on a candidate's model too, after their callers were answered, out of reach of live traffic. */
@NullMarked
package dev.routeproof.proxy.mirror;

import org.jspecify.annotations.NullMarked;
