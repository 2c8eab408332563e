package dev.routeproof.harness.bench;

import dev.routeproof.harness.store.Row;
import dev.routeproof.providers.client.ModelClient;
import dev.routeproof.providers.client.Outcome;
import dev.routeproof.providers.client.Ticker;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.catalog.Wire;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks planned calls: one virtual thread each, under the permits of its provider and within the budget; an answer is in
 * the journal before it is counted.
 */
final class Asking {
    /** How long calls under way may still take once the user interrupts. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final String runId;
    private final ModelClient client;
    private final AnswerCache cache;
    private final Journal journal;
    private final Budget budget;
    private final RetryPolicy retries;
    private final Clock clock;
    private final long seed;
    private final BiConsumer<PlannedCall, Row.OfCall> ended;
    private final Map<String, Gate> gates = new LinkedHashMap<>();
    private final Hopeless hopeless = new Hopeless();
    private final AtomicReference<@Nullable Throwable> defect = new AtomicReference<>();
    private volatile Stop stop = Stop.NONE;

    /** Why no more calls are made. */
    enum Stop {
        NONE,
        BUDGET,
        INTERRUPTED
    }

    Asking(
            String runId,
            Plan plan,
            ModelClient client,
            AnswerCache cache,
            Journal journal,
            Budget budget,
            RetryPolicy retries,
            Clock clock,
            Ticker ticker,
            BiConsumer<PlannedCall, Row.OfCall> ended) {
        this.runId = runId;
        this.client = client;
        this.cache = cache;
        this.journal = journal;
        this.budget = budget;
        this.retries = retries;
        this.clock = clock;
        this.seed = plan.seed();
        this.ended = ended;
        plan.models()
                .forEach(model ->
                        gates.computeIfAbsent(model.provider().id(), id -> new Gate(model.provider(), ticker)));
    }

    /** Asks all of {@code calls}, or as many as budget and user allow; returns when none is under way. */
    Stop ask(List<PlannedCall> calls) throws InterruptedException {
        Map<String, List<PlannedCall>> lanes = new LinkedHashMap<>();
        calls.forEach(call -> lanes.computeIfAbsent(call.model().provider().id(), id -> new ArrayList<>())
                .add(call));
        var workers = Executors.newVirtualThreadPerTaskExecutor();
        var dispatchers = new ArrayList<Thread>();
        lanes.forEach((provider, lane) -> dispatchers.add(
                Thread.ofVirtual().name("lane-" + provider).start(() -> dispatch(lane, gate(provider), workers))));
        for (var dispatcher : dispatchers) {
            dispatcher.join();
        }
        workers.shutdown();
        while (!workers.awaitTermination(100, TimeUnit.MILLISECONDS)) {
            if (stop == Stop.INTERRUPTED && !workers.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        }
        var found = defect.get();
        if (found != null) {
            throw new IllegalStateException("a call broke: " + found, found);
        }
        return stop;
    }

    /** No more calls; those under way get {@link #GRACE}. */
    void interrupt() {
        stop(Stop.INTERRUPTED);
    }

    private void dispatch(List<PlannedCall> lane, Gate gate, ExecutorService workers) {
        try {
            for (var call : lane) {
                if (stop != Stop.NONE || !next(call, gate, workers)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            broken(e);
        }
    }

    private boolean next(PlannedCall call, Gate gate, ExecutorService workers) throws InterruptedException {
        var remembered = cache.find(call);
        if (remembered.isPresent()) {
            ended.accept(call, remembered.get());
            return true;
        }
        var givenUp = hopeless.reason(call.model().id());
        if (givenUp != null) {
            ended.accept(call, CallRows.notAsked(runId, call, givenUp, clock.instant()));
            return true;
        }
        var reserve = Estimate.of(call, TokenGuess.output(call.model()));
        if (!budget.reserve(reserve)) {
            stop(Stop.BUDGET);
            return false;
        }
        if (!gate.enter()) {
            budget.settle(reserve, Money.ZERO);
            return false;
        }
        workers.execute(() -> perform(call, gate, reserve));
        return true;
    }

    private void perform(PlannedCall call, Gate gate, Money reserve) {
        var paid = Money.ZERO;
        try {
            var row = attempt(call, gate);
            if (row != null) {
                var cost = row.costNanoUsd();
                paid = cost == null ? Money.ZERO : new Money(cost);
                if (call.model().provider().wire() != Wire.RECORDED) {
                    journal.append(call.key(), row);
                }
                hopeless.ended(call.model().id(), row);
                ended.accept(call, row);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            broken(e);
        } finally {
            budget.settle(reserve, paid);
        }
    }

    /** The call with its retries, entered with a permit and left without; null where it was given up. */
    private Row.@Nullable OfCall attempt(PlannedCall call, Gate gate) throws InterruptedException {
        var chat = call.toChatCall();
        var jitter = new Random(seed ^ call.key().hashCode());
        for (int attempts = 1; ; attempts++) {
            Outcome outcome;
            boolean answered = false;
            try {
                outcome = client.call(chat);
                answered = true;
            } finally {
                if (!answered) {
                    gate.leave();
                }
            }
            var wait = retries.next(outcome, attempts, jitter);
            if (outcome instanceof Outcome.Failed failed && failed.cause() == Outcome.Cause.RATE_LIMITED) {
                gate.leaveRateLimited(failed.retryAfter() == null ? Duration.ZERO : wait.orElse(Duration.ZERO));
            } else {
                gate.leave();
            }
            if (outcome instanceof Outcome.Cancelled) {
                return null;
            }
            if (wait.isEmpty()) {
                return CallRows.of(runId, call, outcome, attempts, clock.instant());
            }
            if (!gate.sleep(wait.get()) || !gate.enter()) {
                return null;
            }
        }
    }

    private void broken(Throwable problem) {
        defect.compareAndSet(null, problem);
        stop(Stop.INTERRUPTED);
    }

    private void stop(Stop why) {
        if (stop == Stop.NONE || why == Stop.INTERRUPTED) {
            stop = why;
        }
        budget.close();
        if (why == Stop.INTERRUPTED) {
            gates.values().forEach(Gate::close);
        }
    }

    private Gate gate(String provider) {
        var gate = gates.get(provider);
        if (gate == null) {
            throw new IllegalStateException("no gate for " + provider);
        }
        return gate;
    }
}
