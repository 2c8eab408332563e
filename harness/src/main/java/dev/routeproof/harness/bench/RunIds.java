package dev.routeproof.harness.bench;

import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.harness.store.Runs;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Which run a command belongs to: the unfinished one of the same plan, or a new one. */
final class RunIds {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private RunIds() {}

    static RunRecord resumeOrStart(Runs runs, Bench.Order order) {
        var plan = order.plan();
        var known = runs.all();
        var unfinished = known.stream()
                .filter(run -> run.planHash().equals(plan.hash()) && run.state() != RunRecord.State.FINISHED)
                .findFirst();
        var budget = order.budget();
        var now = order.clock().instant();
        var id = STAMP.format(now) + "-" + plan.hash().substring(0, 4);
        int ordinal = 1;
        var unused = id;
        while (isTaken(known, unused)) {
            ordinal++;
            unused = id + "-" + ordinal;
        }
        return new RunRecord(
                unfinished.map(RunRecord::runId).orElse(unused),
                "bench",
                RunRecord.State.RUNNING,
                unfinished.map(RunRecord::startedAt).orElse(now),
                null,
                order.catalogPath(),
                order.catalogHash(),
                plan.hash(),
                order.command(),
                plan.seed(),
                plan.repeats(),
                plan.partialReason(),
                plan.simulated(),
                plan.calls().size(),
                budget == null ? null : budget.nanoUsd(),
                0);
    }

    private static boolean isTaken(List<RunRecord> known, String id) {
        return known.stream().anyMatch(run -> run.runId().equals(id));
    }
}
