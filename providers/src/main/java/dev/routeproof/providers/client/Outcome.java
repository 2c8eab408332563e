package dev.routeproof.providers.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one call ended. Failures of models are values, because they are what is measured. */
public sealed interface Outcome {
    /** An answer, whole. */
    record Completed(Answer answer) implements Outcome {}

    /** The model declined; {@code answer} holds its words. */
    record Refused(Answer answer) implements Outcome {}

    /** The answer hit the token limit. */
    record Truncated(Answer answer) implements Outcome {}

    /**
     * No usable answer.
     *
     * @param httpStatus 0 where the failure was below HTTP
     * @param message one line, without secrets
     * @param retryAfter what the provider asked for; null where it did not
     */
    record Failed(
            Cause cause,
            int httpStatus,
            String message,
            @Nullable Duration retryAfter,
            Timing timing) implements Outcome {}

    /** Nothing came, or nothing more, within the limit. */
    record TimedOut(Phase phase, Duration limit) implements Outcome {}

    /** We gave up on it. */
    record Cancelled() implements Outcome {}

    /** The model cannot be asked this (no recorded answer, context too short, capability missing): not wrong. */
    record NotApplicable(String reason) implements Outcome {}

    enum Cause {
        RATE_LIMITED,
        SERVER_ERROR,
        REJECTED,
        AUTHENTICATION,
        CONNECTION,
        CUT_STREAM,
        BAD_RESPONSE,
        EMPTY_ANSWER
    }

    enum Phase {
        CONNECT,
        FIRST_BYTE,
        BETWEEN_CHUNKS,
        TOTAL
    }
}
