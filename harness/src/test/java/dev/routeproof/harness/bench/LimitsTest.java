package dev.routeproof.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.providers.client.Outcome;
import dev.routeproof.providers.client.Timing;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.catalog.Provider;
import dev.routeproof.routing.catalog.Wire;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitsTest {
    @Test
    void concurrencyDoublesARoundUntilTheFirst429AndThenCreeps() {
        var limit = new AdaptiveLimit(64);
        answer(limit, 8);
        assertThat(limit.current()).isEqualTo(16);
        answer(limit, 200);
        assertThat(limit.current()).isEqualTo(64);

        limit.rateLimited(0);
        assertThat(limit.current()).isEqualTo(51);
        answer(limit, 51);
        assertThat(limit.current()).isBetween(51, 52);
    }

    @Test
    void refusalsOfOneMomentCountOnce() {
        var limit = new AdaptiveLimit(10);
        answer(limit, 10);
        for (int i = 0; i < 10; i++) {
            limit.rateLimited(1_000 + i);
        }
        assertThat(limit.current()).isEqualTo(8);
        limit.rateLimited(2_000_000_000L);
        assertThat(limit.current()).isEqualTo(6);
    }

    @Test
    void concurrencyNeverFallsBelowOne() {
        var limit = new AdaptiveLimit(2);
        for (int i = 1; i < 50; i++) {
            limit.rateLimited(i * 1_000_000_000L);
        }
        assertThat(limit.current()).isEqualTo(1);
    }

    @Test
    void requestsPerMinuteAreSpreadOut() throws InterruptedException {
        var now = new AtomicLong();
        var gate = new Gate(new Provider("p", Wire.OPENAI, null, null, 4, 60_000, null), () -> now.getAndAdd(100_000));
        long before = now.get();
        for (int i = 0; i < 20; i++) {
            assertThat(gate.enter()).isTrue();
            gate.leave();
        }
        assertThat(now.get() - before).isGreaterThanOrEqualTo(19 * 1_000_000L);
    }

    @Test
    void aClosedGateLetsNobodyIn() throws InterruptedException {
        var gate = new Gate(new Provider("p", Wire.OPENAI, null, null, 4, null, null), System::nanoTime);
        gate.close();
        assertThat(gate.enter()).isFalse();
        assertThat(gate.sleep(Duration.ofHours(1))).isFalse();
    }

    @Test
    void whatAProviderAsksForIsWaitedUnlessItIsTooLong() {
        var random = new Random(1);
        assertThat(RetryPolicy.DEFAULT.next(limited(Duration.ofSeconds(7)), 1, random))
                .contains(Duration.ofSeconds(7));
        assertThat(RetryPolicy.DEFAULT.next(limited(Duration.ofHours(1)), 1, random))
                .isEmpty();
    }

    @Test
    void backOffDoublesWithJitterAndEnds() {
        var random = new Random(1);
        var error = Scripted.failed(Outcome.Cause.SERVER_ERROR);
        for (int attempt = 1; attempt < RetryPolicy.DEFAULT.brokenAttempts(); attempt++) {
            long full = 300L << (attempt - 1);
            assertThat(RetryPolicy.DEFAULT.next(error, attempt, random).orElseThrow())
                    .isBetween(Duration.ofMillis(full / 2), Duration.ofMillis(full));
        }
        assertThat(RetryPolicy.DEFAULT.next(error, RetryPolicy.DEFAULT.brokenAttempts(), random))
                .isEmpty();
        assertThat(RetryPolicy.DEFAULT.next(Scripted.failed(Outcome.Cause.REJECTED), 1, random))
                .isEmpty();
    }

    @Test
    void aBudgetIsNeverReservedTwice() throws InterruptedException {
        var budget = new Budget(new Money(100), new Money(40));
        assertThat(budget.reserve(new Money(50))).isTrue();
        budget.settle(new Money(50), new Money(20));
        assertThat(budget.reserve(new Money(41))).isFalse();
        assertThat(budget.reserve(new Money(40))).isTrue();
        assertThat(budget.spent()).isEqualTo(new Money(60));
    }

    private static Outcome limited(Duration retryAfter) {
        return new Outcome.Failed(Outcome.Cause.RATE_LIMITED, 429, "slow", retryAfter, Timing.NOT_MEASURED);
    }

    private static void answer(AdaptiveLimit limit, int times) {
        for (int i = 0; i < times; i++) {
            limit.answered();
        }
    }
}
