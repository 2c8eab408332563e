/** Chat requests, answers and streams of one wire put into the words of the other; no I/O and no clock. */
@NullMarked
package dev.routeproof.providers.wire.translate;

import org.jspecify.annotations.NullMarked;
