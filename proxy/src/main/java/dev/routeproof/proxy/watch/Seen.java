package dev.routeproof.proxy.watch;

import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.experiment.Arm;
import dev.routeproof.routing.experiment.Exchange;
import dev.routeproof.routing.experiment.Propensities;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the watch reads of an event; times are milliseconds of Unix time. */
sealed interface Seen {
    /**
     * A request was routed.
     *
     * @param group its client's retries have the same one
     * @param epoch ordinal
     * @param unit first 60 bits of the unit's hash
     * @param candidate id of the first candidate that was evaluated: the experiment's, unless that failed
     * @param taskType its label; null: it came to none
     * @param candidateModel what it would route to; null: nothing
     * @param assigned false where it stands outside the experiment
     */
    record Decided(
            long at,
            String requestId,
            String group,
            int epoch,
            long unit,
            Arm arm,
            Propensities propensities,
            String candidate,
            @Nullable TaskType taskType,
            @Nullable String candidateModel,
            boolean assigned)
            implements Seen {}

    /** A request ended. */
    record Ended(String requestId, Exchange.Status status, double latencyMillis, double costUsd) implements Seen {}

    /** Somebody voted; a higher revision replaces a lower one of the same rater. */
    record Voted(long at, String requestId, String rater, boolean bad) implements Seen {}

    /**
     * An epoch opened.
     *
     * @param rollout hash of the rollout document; empty for none
     * @param candidate id of the experiment's candidate
     * @param standard catalog id of the default model
     * @param start true where the process had just started
     */
    record Opened(
            long at, int epoch, String rollout, String candidate, String standard, Set<TaskType> backOff, boolean start)
            implements Seen {
        public Opened {
            backOff = Set.copyOf(backOff);
        }
    }
}
