/** Simulated models behind real HTTP on loopback, and an upstream that fails as scripted. */
@NullMarked
package dev.routeproof.providers.sandbox;

import org.jspecify.annotations.NullMarked;
