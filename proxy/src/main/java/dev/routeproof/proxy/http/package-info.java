/** The caller's side: reading a request within limits, relaying the answer byte for byte. */
@NullMarked
package dev.routeproof.proxy.http;

import org.jspecify.annotations.NullMarked;
