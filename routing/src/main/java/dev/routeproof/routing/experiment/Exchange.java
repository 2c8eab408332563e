package dev.routeproof.routing.experiment;

import dev.routeproof.routing.classify.TaskType;
import org.jspecify.annotations.Nullable;

/**
 * One exchange as the experiment sees it.
 *
 * @param atMillis when it was assigned, milliseconds of Unix time
 * @param unit the first 64 bits of the unit's hash, see {@link UnitKey}; 0: it names no unit and is not compared
 * @param epoch ordinal of the epoch, rising with time
 * @param propensities of a new unit in that epoch, before conditioning
 * @param slice the candidate's label, given in every arm; null: the classifier failed (slice {@code unknown})
 * @param differs the candidate's route differs from the default and the slice is not backed off: only such exchanges
 *     are compared
 * @param bad thumbs down, rating of 2 or less, an error shown to the caller, or a regenerate, known within the feedback
 *     time; no feedback is not bad
 * @param liked rated and not bad: thumbs up, or a rating above 2
 * @param latencyMillis NaN: not measured
 * @param costUsd of every attempt together; NaN: not known
 */
public record Exchange(
        long atMillis,
        long unit,
        Arm arm,
        int epoch,
        Propensities propensities,
        @Nullable TaskType slice,
        boolean differs,
        Status status,
        boolean bad,
        boolean liked,
        double latencyMillis,
        double costUsd) {
    /** An exchange that nobody liked aloud. */
    public Exchange(
            long atMillis,
            long unit,
            Arm arm,
            int epoch,
            Propensities propensities,
            @Nullable TaskType slice,
            boolean differs,
            Status status,
            boolean bad,
            double latencyMillis,
            double costUsd) {
        this(atMillis, unit, arm, epoch, propensities, slice, differs, status, bad, false, latencyMillis, costUsd);
    }

    /** How it ended. */
    public enum Status {
        COMPLETED,
        FAILED,
        /** By the caller, after the first token. */
        CANCELLED,
        /** By the caller, before the first token: it counts as slow. */
        CANCELLED_EARLY,
        /** Assigned, and never finished in the log. */
        DROPPED
    }

    boolean failed() {
        return status == Status.FAILED || status == Status.DROPPED;
    }

    /** It completed and its latency was not logged. */
    boolean untimed() {
        return status == Status.COMPLETED && Double.isNaN(latencyMillis);
    }

    /** Slower than the threshold; without a latency, whatever ended too early to have one. */
    boolean slowerThan(double thresholdMillis) {
        if (status == Status.CANCELLED_EARLY || status == Status.DROPPED) {
            return true;
        }
        return Double.isNaN(latencyMillis) ? status == Status.FAILED : latencyMillis > thresholdMillis;
    }
}
