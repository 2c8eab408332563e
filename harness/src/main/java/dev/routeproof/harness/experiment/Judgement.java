package dev.routeproof.harness.experiment;

import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.experiment.Arm;
import dev.routeproof.routing.experiment.Course;
import dev.routeproof.routing.experiment.ExperimentMonitor;
import dev.routeproof.routing.experiment.ExperimentVerdict;
import dev.routeproof.routing.experiment.LedgerBook;
import dev.routeproof.routing.experiment.Rollout;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The verdict of an experiment in the store, with what its analysis rests on.
 *
 * @param course how the evidence grew
 * @param balanced every page of the ledger adds up; true where no assignments were provided
 * @param asOf the time of the analysis: values that were not mature by then are left out
 * @param withoutUnit exchanges that name no unit: in the ledger, not compared
 */
public record Judgement(
        Rollout rollout,
        ExperimentVerdict verdict,
        Course course,
        boolean balanced,
        Instant asOf,
        long exchanges,
        long withoutUnit) {
    private static final Query ASSIGNED = Query.of(Judgement.class, "assigned.sql");
    private static final Query TASK_TYPES = Query.of(Judgement.class, "task-types.sql");
    private static final int VALUE_THREADS = 2;

    /**
     * Judges {@code experiment}.
     *
     * @param asOf null: {@code now}, or, of a log that reaches beyond it, the moment its last value is mature
     */
    public static Judgement of(Store store, StoredExperiment experiment, @Nullable Instant asOf, Instant now) {
        Rollout rollout = experiment.rollout();
        LogMinutes log = LogMinutes.of(store, experiment.id());
        Instant time = asOf != null ? asOf : standard(rollout, Instant.ofEpochMilli(log.lastMillis()), now);
        Map<LedgerBook.Page, Long> assigned = new HashMap<>();
        store.query(ASSIGNED, row -> assigned.put(page(row), row.getLong(4)), experiment.id());
        LedgerBook book = assigned.isEmpty() ? new LedgerBook() : new LedgerBook(assigned);
        var taskTypes = new LinkedHashSet<TaskType>(
                store.query(TASK_TYPES, row -> new TaskType(row.getString(1)), experiment.id()));
        try (ExecutorService values = Executors.newFixedThreadPool(
                VALUE_THREADS, Thread.ofPlatform().daemon().name("values").factory())) {
            var monitor = new ExperimentMonitor(rollout, taskTypes, book, time.toEpochMilli(), value -> {}, values);
            long until = time.toEpochMilli();
            new ExchangeStream(store, experiment, log, taskTypes).forEach(exchanges -> {
                exchanges.removeIf(exchange -> exchange.atMillis() > until);
                monitor.observe(exchanges);
            });
            ExperimentVerdict verdict = monitor.finish();
            return new Judgement(
                    rollout,
                    verdict,
                    monitor.course(),
                    book.unbalanced().isEmpty(),
                    time,
                    log.exchanges(),
                    log.withoutUnit());
        }
    }

    private static Instant standard(Rollout rollout, Instant last, Instant now) {
        return last.isAfter(now) ? last.plus(rollout.window().length()).plus(rollout.maturity()) : now;
    }

    private static LedgerBook.Page page(ResultSet row) throws SQLException {
        String label = row.getString(3);
        return new LedgerBook.Page(
                Arm.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                label == null ? null : new TaskType(label),
                row.getInt(1));
    }
}
