package dev.routeproof.harness.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run: what was asked for and how far it came.
 *
 * @param kind bench or scores (imported ones)
 * @param planHash equal for two commands that ask the same of the same models
 * @param command what reproduces it
 * @param partialReason why the run measures less than its datasets hold; null: it does not
 * @param simulated at least one model is simulated
 * @param spentNanoUsd paid in this run; answers of the cache cost nothing
 */
public record RunRecord(
        String runId,
        String kind,
        State state,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String catalogPath,
        String catalogHash,
        String planHash,
        String command,
        long seed,
        int repeats,
        @Nullable String partialReason,
        boolean simulated,
        long plannedCalls,
        @Nullable Long budgetNanoUsd,
        long spentNanoUsd) {

    public boolean partial() {
        return partialReason != null || state != State.FINISHED;
    }

    /** The run with its end; {@code leftOut} says what it did not ask though it could have, null: nothing. */
    public RunRecord ended(State how, Instant when, long spent, @Nullable String leftOut) {
        return new RunRecord(
                runId,
                kind,
                how,
                startedAt,
                when,
                catalogPath,
                catalogHash,
                planHash,
                command,
                seed,
                repeats,
                leftOut == null ? partialReason : partialReason == null ? leftOut : partialReason + "; " + leftOut,
                simulated,
                plannedCalls,
                budgetNanoUsd,
                spent);
    }

    /** How far a run came; all but FINISHED are resumed by the same command. */
    public enum State {
        RUNNING,
        FINISHED,
        INTERRUPTED,
        BUDGET
    }
}
