/** The providers' side: which there are, and which of them may be asked. */
@NullMarked
package dev.routeproof.proxy.upstream;

import org.jspecify.annotations.NullMarked;
