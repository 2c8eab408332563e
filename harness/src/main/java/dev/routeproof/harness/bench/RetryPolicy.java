package dev.routeproof.harness.bench;

import dev.routeproof.providers.client.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether and when a call is made again.
 *
 * @param rateLimitedAttempts attempts in all while the provider says 429, default 12
 * @param brokenAttempts attempts in all after server errors, lost connections and cut streams, default 4
 * @param oddAttempts attempts in all after timeouts, unreadable and empty answers, default 2
 * @param first wait before the second attempt, doubled each time, default 300 ms; each wait is shortened at random by
 *     up to a half
 * @param longest the longest wait, also of what a provider may ask for, default 60 s
 */
public record RetryPolicy(
        int rateLimitedAttempts, int brokenAttempts, int oddAttempts, Duration first, Duration longest) {
    public static final RetryPolicy DEFAULT = new RetryPolicy(12, 4, 2, Duration.ofMillis(300), Duration.ofSeconds(60));

    /** How long to wait before attempt {@code attempts + 1}; empty where {@code outcome} stands. */
    Optional<Duration> next(Outcome outcome, int attempts, RandomGenerator random) {
        return switch (outcome) {
            case Outcome.Completed _, Outcome.Refused _, Outcome.Truncated _ -> Optional.empty();
            case Outcome.Cancelled _, Outcome.NotApplicable _ -> Optional.empty();
            case Outcome.TimedOut timedOut ->
                attempts < (timedOut.phase() == Outcome.Phase.CONNECT ? brokenAttempts : oddAttempts)
                        ? Optional.of(backOff(attempts, random))
                        : Optional.empty();
            case Outcome.Failed failed ->
                attempts < most(failed.cause()) ? wait(failed, attempts, random) : Optional.empty();
        };
    }

    private int most(Outcome.Cause cause) {
        return switch (cause) {
            case RATE_LIMITED -> rateLimitedAttempts;
            case SERVER_ERROR, CONNECTION, CUT_STREAM -> brokenAttempts;
            case BAD_RESPONSE, EMPTY_ANSWER -> oddAttempts;
            case REJECTED, AUTHENTICATION -> 1;
        };
    }

    private Optional<Duration> wait(Outcome.Failed failed, int attempts, RandomGenerator random) {
        var asked = failed.retryAfter();
        if (asked == null) {
            return Optional.of(backOff(attempts, random));
        }
        return asked.compareTo(longest) > 0 ? Optional.empty() : Optional.of(asked);
    }

    private Duration backOff(int attempts, RandomGenerator random) {
        double millis = Math.min((double) longest.toMillis(), first.toMillis() * Math.pow(2, attempts - 1));
        return Duration.ofNanos(Math.round(millis * 1e6 * (1 - random.nextDouble() / 2)));
    }
}
