/** The official clients of the two wires in front of real proxies. */
@NullMarked
package dev.routeproof.proxy.clients;

import org.jspecify.annotations.NullMarked;
