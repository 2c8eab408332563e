/** The operator's listener: status, rollout, metrics, one exchange explained. */
@NullMarked
package dev.routeproof.proxy.admin;

import org.jspecify.annotations.NullMarked;
