package dev.routeproof.proxy.rollout;

import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.decide.Escalation;

/**
 * The escalation of one request.
 *
 * @param to can take the request, and can be asked
 */
public record Escalating(Model to, Escalation when) {
    /** True where asking {@link #to} after this model is a step up. */
    public boolean raises(Model model) {
        return to.tier().compareTo(model.tier()) > 0;
    }
}
