package dev.routeproof.routing.experiment;

import dev.routeproof.routing.classify.TaskType;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is routed by the candidate.
 *
 * @param percent share of the units outside the hold-out that the candidate gets, [0,100]
 * @param holdout share of all units that never leave the default, [0,100]
 * @param backOff task types sent to the default in the candidate arm too
 */
public record Allocation(Phase phase, double percent, double holdout, Set<TaskType> backOff) {
    public Allocation {
        if (!(percent >= 0 && percent <= 100 && holdout >= 0 && holdout <= 100)) {
            throw new IllegalArgumentException("percent and holdout are shares from 0 to 100");
        }
        backOff = Collections.unmodifiableSet(new TreeSet<>(backOff));
    }

    /** Nobody is routed by a candidate. */
    public static final Allocation SHADOW = new Allocation(Phase.SHADOW, 0, 0, Set.of());

    /** The candidate's share in effect, [0,1]: 0 before canary, 1 in phase full. */
    public double share() {
        return switch (phase) {
            case OFF, SHADOW -> 0;
            case CANARY, RAMP -> percent / 100;
            case FULL -> 1;
        };
    }

    /** Probabilities of the arms for a unit seen for the first time. */
    public Propensities propensities() {
        double held = phase.live() ? holdout / 100 : 0;
        double candidate = (1 - held) * share();
        return new Propensities(1 - held - candidate, candidate, held);
    }

    public Allocation withBackOff(Collection<TaskType> changed) {
        return new Allocation(phase, percent, holdout, Set.copyOf(changed));
    }

    public Allocation withShare(Phase newPhase, double newPercent) {
        return new Allocation(newPhase, newPercent, holdout, backOff);
    }
}
