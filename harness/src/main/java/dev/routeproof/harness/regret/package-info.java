/** What a wrong label costs: a run's prompts routed by the label a cascade gives, instead of by the true one. */
@NullMarked
package dev.routeproof.harness.regret;

import org.jspecify.annotations.NullMarked;
