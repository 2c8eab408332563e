package dev.routeproof.routing.experiment;

import dev.routeproof.routing.classify.TaskType;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is routed by the candidate.
 *
 * @param percent share of the units outside hold-out and exploration that the candidate gets, [0,100]
 * @param holdout share of all units that never leave the default, [0,100]
 * @param explore share of all units that explore, [0,100]
 * @param backOff task types sent to the default in the candidate arm too
 */
public record Allocation(Phase phase, double percent, double holdout, double explore, Set<TaskType> backOff) {
    public Allocation {
        if (!(percent >= 0 && percent <= 100 && holdout >= 0 && explore >= 0 && holdout + explore <= 100)) {
            throw new IllegalArgumentException(
                    "percent, holdout and explore are shares from 0 to 100, the last two together too");
        }
        backOff = Collections.unmodifiableSet(new TreeSet<>(backOff));
    }

    /** Nobody explores. */
    public Allocation(Phase phase, double percent, double holdout, Set<TaskType> backOff) {
        this(phase, percent, holdout, 0, backOff);
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
        double exploring = phase.live() ? explore / 100 : 0;
        double candidate = (1 - held - exploring) * share();
        return new Propensities(1 - held - exploring - candidate, candidate, held, exploring);
    }

    public Allocation withBackOff(Collection<TaskType> changed) {
        return new Allocation(phase, percent, holdout, explore, Set.copyOf(changed));
    }

    public Allocation withShare(Phase newPhase, double newPercent) {
        return new Allocation(newPhase, newPercent, holdout, explore, backOff);
    }
}
