package dev.routeproof.providers.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The wait a provider asks for: {@code Retry-After} as RFC 9110 (10.2.3) has it, seconds or a date. */
public final class RetryAfter {
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /** Fractions of seconds are understood too; a date gone by is 0; a day is the longest; nonsense is absent. */
    public static Optional<Duration> parse(String value, Instant now) {
        String text = value.strip();
        if (text.matches("[0-9]{1,12}(\\.[0-9]{1,9})?")) {
            return Optional.of(bounded(Duration.ofNanos((long) Math.min(9e18, Double.parseDouble(text) * 1e9))));
        }
        try {
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(bounded(Duration.between(now, at)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
