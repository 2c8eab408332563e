package dev.routeproof.providers.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

    @Test
    void secondsAndDatesAreUnderstood() {
        assertThat(RetryAfter.parse("120", NOW)).contains(Duration.ofSeconds(120));
        assertThat(RetryAfter.parse(" 1.5 ", NOW)).contains(Duration.ofMillis(1_500));
        assertThat(RetryAfter.parse("Fri, 01 May 2026 10:00:30 GMT", NOW)).contains(Duration.ofSeconds(30));
    }

    @Test
    void dateGoneByIsNoWait() {
        assertThat(RetryAfter.parse("Fri, 01 May 2026 09:00:00 GMT", NOW)).contains(Duration.ZERO);
    }

    @Test
    void absurdWaitsAreBoundedAndNonsenseIsAbsent() {
        assertThat(RetryAfter.parse("999999999999", NOW)).contains(Duration.ofDays(1));
        assertThat(RetryAfter.parse("soon", NOW)).isEmpty();
        assertThat(RetryAfter.parse("-5", NOW)).isEmpty();
        assertThat(RetryAfter.parse("", NOW)).isEmpty();
    }
}
