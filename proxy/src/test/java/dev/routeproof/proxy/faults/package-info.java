/** Faults below and above HTTP, played against a running proxy: a scripted upstream, raw callers, one rig. */
@NullMarked
package dev.routeproof.proxy.faults;

import org.jspecify.annotations.NullMarked;
