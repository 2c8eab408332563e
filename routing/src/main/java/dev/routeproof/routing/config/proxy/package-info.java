/** What a proxy is told: {@code proxy.yaml} and {@code keys.yaml}. */
@NullMarked
package dev.routeproof.routing.config.proxy;

import org.jspecify.annotations.NullMarked;
