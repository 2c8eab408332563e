package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.bench.Bench;
import dev.routeproof.harness.bench.Estimate;
import dev.routeproof.harness.bench.Plan;
import dev.routeproof.harness.bench.Planner;
import dev.routeproof.harness.bench.RetryPolicy;
import dev.routeproof.harness.bench.SampleAnswerKey;
import dev.routeproof.harness.bench.progress.Moment;
import dev.routeproof.harness.bench.progress.Progress;
import dev.routeproof.harness.calibrate.CurrentTable;
import dev.routeproof.harness.score.Scorer;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.harness.store.Store;
import dev.routeproof.providers.client.ModelClients;
import dev.routeproof.routing.catalog.Money;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Wires one {@code harness bench}: files, plan, client, store, progress, report; closes them in reverse. */
final class BenchRun {
    private final BenchCommand command;

    BenchRun(BenchCommand command) {
        this.command = command;
    }

    Exit run() throws Exception {
        command.validate();
        var inputs = BenchInputs.load(command.catalog, command.datasets);
        var models = inputs.models(command.models);
        var current = CurrentTable.of(command.catalog, inputs.catalog(), command.table);
        var contender = TriedCandidate.of(command.catalog, command.candidate, command.err());
        var salt = (command.fresh ? "fresh " : "") + (command.retryErrors ? "retry " : "") + command.untilHalfWidth();
        var plan = Planner.plan(
                models, inputs.datasets(), new Planner.Request(command.limit, command.repeats, command.seed, salt));
        var estimate = Estimate.of(plan);
        var remarks = command.err();
        PlanText.lines(plan, estimate, money()).forEach(remarks::println);
        remarks.flush();
        if (command.dryRun) {
            return dryRun(plan, estimate);
        }
        inputs.requireKeys(models, name -> System.getenv(name));
        try (var store = Store.open(command.home);
                var client =
                        ModelClients.open(inputs.catalog(), System::getenv, SampleAnswerKey.of(inputs.datasets()))) {
            var bench = new Bench(store, command.home, client, Scorer::score, order(inputs, plan));
            return new BenchEnd(command, store, current, contender).show(watched(bench, estimate));
        }
    }

    private Exit dryRun(Plan plan, Estimate estimate) {
        if (command.json) {
            command.printJson(PlanText.object(plan, estimate));
        } else {
            command.err().println("Dry run: nothing was asked and nothing was charged.");
        }
        return Exit.OK;
    }

    private Bench.Order order(BenchInputs inputs, Plan plan) {
        return new Bench.Order(
                plan,
                command.catalog.toString(),
                inputs.catalog().contentHash(),
                command.reproduce(),
                money(),
                command.untilHalfWidth(),
                command.fresh,
                command.retryErrors,
                RetryPolicy.DEFAULT,
                Clock.systemUTC(),
                System::nanoTime);
    }

    private RunRecord watched(Bench bench, Estimate estimate) throws InterruptedException {
        long started = System.nanoTime();
        var order = bench.order();
        int width = Integer.getInteger("routeproof.terminal", 0);
        try (var _ = Interrupts.during(bench, command.err());
                var _ = Progress.show(
                        () -> new Moment(
                                bench.board().snapshot(),
                                bench.spent(),
                                estimate.cost(),
                                order.budget(),
                                Duration.ofNanos(System.nanoTime() - started),
                                order.plan().simulated()),
                        command.err(),
                        width)) {
            return bench.run();
        }
    }

    private @Nullable Money money() {
        return command.budget == null ? null : Money.ofUsd(command.budget.doubleValue());
    }
}
