package dev.routeproof.harness.bench;

import dev.routeproof.harness.score.Guarded;
import dev.routeproof.harness.score.Score;
import dev.routeproof.harness.store.Row;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.harness.store.Runs;
import dev.routeproof.harness.store.Store;
import dev.routeproof.providers.client.ModelClient;
import dev.routeproof.providers.client.Ticker;
import dev.routeproof.routing.catalog.Money;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One run of a plan: resumes what an earlier process left, asks the rest, scores, and enters everything in the store.
 */
public final class Bench {
    private final Store store;
    private final Path answers;
    private final ModelClient client;
    private final Grader grader;
    private final Order order;
    private final Scoreboard board;
    private final RunRecord run;
    private final Budget budget;
    private final AnswerCache cache;
    private final AtomicReference<@Nullable Asking> asking = new AtomicReference<>();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    /**
     * What to run.
     *
     * @param command what reproduces the run
     * @param budget null: no limit
     * @param untilHalfWidth ask a task type only until every model's quality there is known to ± this; null: ask all
     */
    public record Order(
            Plan plan,
            String catalogPath,
            String catalogHash,
            String command,
            @Nullable Money budget,
            @Nullable Double untilHalfWidth,
            boolean fresh,
            boolean retryErrors,
            RetryPolicy retries,
            Clock clock,
            Ticker ticker) {}

    public Bench(Store store, Path home, ModelClient client, Grader grader, Order order) {
        this.store = store;
        this.answers = home.resolve("cache").resolve("answers");
        this.client = client;
        this.grader = grader;
        this.order = order;
        this.board = new Scoreboard(order.plan());
        this.run = RunIds.resumeOrStart(new Runs(store), order);
        this.cache = AnswerCache.open(answers, run.runId(), trust(order));
        this.budget = new Budget(order.budget(), cache.paidBefore());
    }

    public Order order() {
        return order;
    }

    /** The run as it was entered when it began. */
    public RunRecord begun() {
        return run;
    }

    public Scoreboard board() {
        return board;
    }

    /** Paid so far by this run, in all its processes. */
    public Money spent() {
        return budget.spent();
    }

    /** Ends the run early from any thread; rerunning the same command resumes it. */
    public void interrupt() {
        interrupted.set(true);
        var current = asking.get();
        if (current != null) {
            current.interrupt();
        }
    }

    /** Runs to the end, the budget or the interruption; gives the run as it stands in the store. */
    public RunRecord run() throws InterruptedException {
        var plan = order.plan();
        var runs = new Runs(store);
        runs.begin(run);
        var rows = new RowBuffer(store);
        PlanRows.of(run.runId(), plan, order.clock().instant()).forEach(row -> rows.add(List.of(row)));
        var rounds = Rounds.of(plan, order.untilHalfWidth(), board);
        var stop = Asking.Stop.NONE;
        try (cache;
                var journal = Journal.startIn(answers)) {
            var asked = new Asking(
                    run.runId(),
                    plan,
                    client,
                    cache,
                    journal,
                    budget,
                    order.retries(),
                    order.clock(),
                    order.ticker(),
                    (call, row) -> ended(rows, call, row));
            asking.set(asked);
            if (interrupted.get()) {
                asked.interrupt();
            }
            for (var round = rounds.next(); !round.isEmpty() && stop == Asking.Stop.NONE; round = rounds.next()) {
                stop = asked.ask(round);
            }
        }
        rows.flush();
        var end = run.ended(state(stop), order.clock().instant(), budget.spent().nanoUsd(), rounds.leftOut());
        runs.end(end);
        return end;
    }

    private void ended(RowBuffer rows, PlannedCall call, Row.OfCall row) {
        var answer = row.status().equals("completed") ? CallRows.answer(row) : null;
        if (answer == null) {
            rows.add(List.of(row));
            board.count(call, row, null);
            return;
        }
        var score = Guarded.score(call.sample(), () -> grader.score(call.sample(), answer));
        rows.add(List.of(
                row,
                CallRows.score(CallRows.Asked.of(row), call.sample().scorer().kind(), score)));
        board.count(call, row, score instanceof Score.Scored scored ? (Double) scored.value() : null);
    }

    private static RunRecord.State state(Asking.Stop stop) {
        return switch (stop) {
            case NONE -> RunRecord.State.FINISHED;
            case BUDGET -> RunRecord.State.BUDGET;
            case INTERRUPTED -> RunRecord.State.INTERRUPTED;
        };
    }

    private static AnswerCache.Trust trust(Order order) {
        if (order.fresh()) {
            return AnswerCache.Trust.NOTHING;
        }
        return order.retryErrors() ? AnswerCache.Trust.ANSWERS : AnswerCache.Trust.EVERYTHING;
    }
}
