package dev.routeproof.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.harness.store.Runs;
import dev.routeproof.harness.store.Store;
import dev.routeproof.providers.client.Outcome;
import dev.routeproof.providers.client.Timing;
import dev.routeproof.routing.catalog.Money;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
    private static final RetryPolicy SOON = new RetryPolicy(12, 4, 2, Duration.ofNanos(1_000), Duration.ofSeconds(60));

    @TempDir
    Path home;

    @Test
    void everyCallIsMadeOnceAndScored() throws InterruptedException {
        var client = new Scripted(Scripted::right);
        try (var store = Store.open(home)) {
            var run =
                    bench(store, client, order(2, 30, false, false, null, null)).run();

            assertThat(run.state()).isEqualTo(RunRecord.State.FINISHED);
            assertThat(run.partial()).isFalse();
            assertThat(client.calls).hasValue(60);
            assertThat(lines(store, "select count(*), avg(value) from graded_call"))
                    .containsExactly("60 1.0");
            assertThat(run.spentNanoUsd()).isEqualTo(60 * 2_000_000L);
        }
    }

    @Test
    void theSameCommandAgainAsksNothingAndGivesTheSameResult() throws InterruptedException {
        try (var store = Store.open(home)) {
            var first = new Scripted(call -> new Outcome.Completed(Scripted.answer("wrong")));
            bench(store, first, order(1, 20, false, false, null, null)).run();
            var second = new Scripted(Scripted::right);
            var again =
                    bench(store, second, order(1, 20, false, false, null, null)).run();

            assertThat(second.calls).hasValue(0);
            assertThat(again.spentNanoUsd()).isZero();
            assertThat(lines(
                            store,
                            "select run_id, avg(value), sum(cost_nano_usd) from graded_call group by 1 order by 1"))
                    .hasSize(2)
                    .allMatch(line -> line.endsWith(" 0.0 40000000"));
        }
    }

    @Test
    void freshAsksEverythingAgain() throws InterruptedException {
        try (var store = Store.open(home)) {
            bench(store, new Scripted(Scripted::right), order(1, 20, false, false, null, null))
                    .run();
            var again = new Scripted(Scripted::right);
            bench(store, again, order(1, 20, true, false, null, null)).run();

            assertThat(again.calls).hasValue(20);
        }
    }

    @Test
    void failuresAreKeptUntilRetryErrors() throws InterruptedException {
        try (var store = Store.open(home)) {
            var failing = new Scripted(call ->
                    "s3".equals(call.item()) ? Scripted.failed(Outcome.Cause.SERVER_ERROR) : Scripted.right(call));
            bench(store, failing, order(1, 10, false, false, null, null)).run();
            assertThat(failing.calls).hasValue(9 + SOON.brokenAttempts());

            var same = new Scripted(Scripted::right);
            bench(store, same, order(1, 10, false, false, null, null)).run();
            assertThat(same.calls).hasValue(0);

            var retry = new Scripted(Scripted::right);
            bench(store, retry, order(1, 10, false, true, null, null)).run();
            assertThat(retry.calls).hasValue(1);
        }
    }

    @Test
    void noWayOfEndingReadsAsAScoreOfZero() throws InterruptedException {
        var outcomes = List.of(
                new Outcome.Refused(Scripted.answer("I cannot help with that.")),
                new Outcome.Truncated(Scripted.answer("and then")),
                new Outcome.TimedOut(Outcome.Phase.FIRST_BYTE, Duration.ofSeconds(1)),
                Scripted.failed(Outcome.Cause.BAD_RESPONSE),
                Scripted.failed(Outcome.Cause.CUT_STREAM),
                Scripted.failed(Outcome.Cause.EMPTY_ANSWER),
                new Outcome.NotApplicable("no recorded answer"));
        var client = new Scripted(call -> {
            int n = Integer.parseInt(String.valueOf(call.item()).substring(1));
            return n < outcomes.size() ? outcomes.get(n) : Scripted.right(call);
        });
        try (var store = Store.open(home)) {
            var run =
                    bench(store, client, order(1, 10, false, false, null, null)).run();

            assertThat(run.state()).isEqualTo(RunRecord.State.FINISHED);
            assertThat(lines(store, "select item, status, error from call order by item"))
                    .containsExactly(
                            "s0 refused null",
                            "s1 truncated null",
                            "s2 timed_out first_byte",
                            "s3 failed bad_response",
                            "s4 failed cut_stream",
                            "s5 failed empty_answer",
                            "s6 not_applicable null",
                            "s7 completed null",
                            "s8 completed null",
                            "s9 completed null");
            assertThat(lines(store, "select count(*), min(value) from score")).containsExactly("3 1.0");
        }
    }

    @Test
    void aRateLimitIsWaitedOutAndCostsNoQuality() throws InterruptedException {
        var seen = ConcurrentHashMap.<String>newKeySet();
        var client = new Scripted(call -> seen.add(String.valueOf(call.item()))
                ? new Outcome.Failed(
                        Outcome.Cause.RATE_LIMITED, 429, "slow down", Duration.ofMillis(2), Timing.NOT_MEASURED)
                : Scripted.right(call));
        try (var store = Store.open(home)) {
            bench(store, client, order(1, 12, false, false, null, null)).run();
            assertThat(lines(store, "select status, attempts, count(*) from call group by all"))
                    .containsExactly("completed 2 12");
        }
    }

    @Test
    void theBudgetEndsTheRunAndMoreMoneyResumesIt() throws InterruptedException {
        var client = new Scripted(Scripted::right);
        try (var store = Store.open(home)) {
            var budget = Money.ofUsd(0.02);
            var stopped = bench(store, client, order(1, 50, false, false, budget, null))
                    .run();
            long dearest = 4 * 2_000_000L;
            assertThat(stopped.state()).isEqualTo(RunRecord.State.BUDGET);
            assertThat(stopped.partial()).isTrue();
            assertThat(stopped.spentNanoUsd()).isBetween(budget.nanoUsd() / 2, budget.nanoUsd() + dearest);

            var broke = bench(store, client, order(1, 50, false, false, budget, null))
                    .run();
            assertThat(broke.runId()).isEqualTo(stopped.runId());
            assertThat(broke.spentNanoUsd()).isEqualTo(stopped.spentNanoUsd());

            var resumed =
                    bench(store, client, order(1, 50, false, false, null, null)).run();
            assertThat(resumed.runId()).isEqualTo(stopped.runId());
            assertThat(resumed.state()).isEqualTo(RunRecord.State.FINISHED);
            assertThat(resumed.spentNanoUsd()).isEqualTo(50 * 2_000_000L);
            assertThat(client.calls).hasValue(50);
        }
    }

    @Test
    void anInterruptedRunIsResumedAndNothingIsPaidTwice() throws InterruptedException {
        var calls = new AtomicInteger();
        var running = new AtomicReference<@Nullable Bench>();
        var client = new Scripted(call -> {
            var bench = running.get();
            if (calls.incrementAndGet() == 15 && bench != null) {
                bench.interrupt();
            }
            return Scripted.right(call);
        });
        try (var store = Store.open(home)) {
            var bench = bench(store, client, order(1, 40, false, false, null, null));
            running.set(bench);
            var stopped = bench.run();
            assertThat(stopped.state()).isEqualTo(RunRecord.State.INTERRUPTED);

            running.set(null);
            var resumed =
                    bench(store, client, order(1, 40, false, false, null, null)).run();
            assertThat(resumed.runId()).isEqualTo(stopped.runId());
            assertThat(new Runs(store).all()).hasSize(1);
            assertThat(client.calls).hasValue(40);
            assertThat(resumed.spentNanoUsd()).isEqualTo(40 * 2_000_000L);
        }
    }

    @Test
    void aModelThatOnlyRefusesItsKeyIsGivenUp() throws InterruptedException {
        var client = new Scripted(call -> Scripted.failed(Outcome.Cause.AUTHENTICATION));
        try (var store = Store.open(home)) {
            bench(store, client, order(1, 200, false, false, null, null)).run();
            assertThat(client.calls.get()).isBetween(10, 40);
            assertThat(lines(store, "select status, error, count(*) from call group by all"))
                    .containsExactly("failed authentication 200");
        }
    }

    @Test
    void askingStopsWhereTheIntervalIsNarrowEnough() throws InterruptedException {
        var client = new Scripted(Scripted::right);
        try (var store = Store.open(home)) {
            var run = bench(store, client, order(1, 400, false, false, null, 0.05))
                    .run();
            assertThat(client.calls).hasValue(160);
            assertThat(run.partialReason()).contains("240 calls not needed");
        }
    }

    private Bench bench(Store store, Scripted client, Bench.Order order) {
        return new Bench(store, home, client, Scripted.ENDS_RIGHT, order);
    }

    private static Bench.Order order(
            int models,
            int samples,
            boolean fresh,
            boolean retryErrors,
            @Nullable Money budget,
            @Nullable Double halfWidth) {
        var names = java.util.stream.IntStream.range(0, models)
                .mapToObj(i -> Scripted.model("m" + i))
                .toList();
        var request = new Planner.Request(null, 1, 1, fresh + " " + retryErrors);
        return new Bench.Order(
                Planner.plan(names, List.of(Scripted.dataset(samples)), request),
                "models.yaml",
                "hash",
                "harness bench",
                budget,
                halfWidth,
                fresh,
                retryErrors,
                SOON,
                Clock.fixed(Instant.parse("2026-05-01T10:00:00Z"), ZoneOffset.UTC),
                System::nanoTime);
    }

    private static List<String> lines(Store store, String sql) {
        return store.query(new Query("test", sql), row -> {
            var line = new StringBuilder();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                line.append(i == 1 ? "" : " ").append(row.getObject(i));
            }
            return line.toString();
        });
    }

    @Test
    void anAnswerItsScorerFailsOnIsUnscoredAndTheRunGoesOn() throws InterruptedException {
        Grader failing = (sample, answer) -> {
            switch (sample.id()) {
                case "s3" -> throw new IllegalStateException("odd");
                case "s4" -> throw new StackOverflowError();
                default -> {
                    return Scripted.ENDS_RIGHT.score(sample, answer);
                }
            }
        };
        try (var store = Store.open(home)) {
            var order = order(1, 10, false, false, null, null);
            var run = new Bench(store, home, new Scripted(Scripted::right), failing, order).run();

            assertThat(run.state()).isEqualTo(RunRecord.State.FINISHED);
            assertThat(lines(store, "select count(value) from score")).containsExactly("8");
            assertThat(lines(store, "select item, state, value, explanation from score where value is null order by 1"))
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith("s3 unscored null Scorer '")
                                    .contains("IllegalState"),
                            line -> assertThat(line)
                                    .startsWith("s4 unscored null Scorer '")
                                    .contains("StackOverflow"));
        }
    }
}
