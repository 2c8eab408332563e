package dev.routeproof.harness.experiment;

import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.experiment.Arm;
import dev.routeproof.routing.experiment.Exchange;
import dev.routeproof.routing.experiment.Propensities;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of an experiment in the order of their time, read in stretches of whole hours with about 250,000 rows,
 * so that memory does not grow with the log.
 */
final class ExchangeStream {
    private static final Query HOURS = Query.of(ExchangeStream.class, "hours.sql");
    private static final Query EXCHANGES = Query.of(ExchangeStream.class, "exchanges.sql");
    private static final Query ROUTED = Query.of(ExchangeStream.class, "routed.sql");
    // In the order of the codes of exchanges.sql.
    private static final Arm[] ARMS = {Arm.CONTROL, Arm.CANDIDATE, Arm.HOLDOUT};
    private static final Exchange.Status[] STATUSES = {
        Exchange.Status.COMPLETED,
        Exchange.Status.FAILED,
        Exchange.Status.CANCELLED,
        Exchange.Status.CANCELLED_EARLY,
        Exchange.Status.DROPPED
    };

    private static final long STRETCH = 250_000;
    private static final long MICROS_PER_HOUR = 3_600_000_000L;

    private final Store store;
    private final StoredExperiment experiment;
    private final Set<Routed> routed;
    private final Map<String, TaskType> taskTypes = new HashMap<>();
    private Propensities last = new Propensities(1, 0, 0);

    ExchangeStream(Store store, StoredExperiment experiment) {
        this.store = store;
        this.experiment = experiment;
        this.routed = experiment.rollout().backOff().isEmpty()
                ? Set.of()
                : new HashSet<>(store.query(
                        ROUTED, row -> new Routed(row.getInt(1), new TaskType(row.getString(2))), experiment.id()));
    }

    /** A task type in an epoch in which the candidate arm was answered by another model than the default. */
    private record Routed(int epoch, TaskType taskType) {}

    private record Hour(long hour, long exchanges) {}

    void forEach(Consumer<Exchange> taker) {
        List<Hour> hours = store.query(HOURS, row -> new Hour(row.getLong(1), row.getLong(2)), experiment.id());
        long rows = 0;
        for (int from = 0, at = 0; at < hours.size(); at++) {
            rows += hours.get(at).exchanges();
            if (rows >= STRETCH || at == hours.size() - 1) {
                store.query(
                                EXCHANGES,
                                this::exchange,
                                experiment.id(),
                                hours.get(from).hour() * MICROS_PER_HOUR,
                                (hours.get(at).hour() + 1) * MICROS_PER_HOUR)
                        .forEach(taker);
                from = at + 1;
                rows = 0;
            }
        }
    }

    private Exchange exchange(ResultSet row) throws SQLException {
        String label = row.getString(8);
        TaskType slice = label == null ? null : taskTypes.computeIfAbsent(label, TaskType::new);
        int epoch = row.getInt(7);
        return new Exchange(
                row.getLong(1),
                row.getLong(2),
                ARMS[row.getInt(3)],
                epoch,
                propensities(row.getDouble(4), row.getDouble(5), row.getDouble(6)),
                slice,
                row.getBoolean(9) && !backedOff(slice, epoch),
                STATUSES[row.getInt(10)],
                row.getBoolean(11),
                row.getDouble(12),
                row.getDouble(13));
    }

    /**
     * The document names what is backed off now; in an epoch where the candidate arm of that task type was still
     * routed, it was not yet.
     */
    private boolean backedOff(@Nullable TaskType slice, int epoch) {
        return slice != null
                && experiment.rollout().backOff().contains(slice)
                && !routed.contains(new Routed(epoch, slice));
    }

    private Propensities propensities(double control, double candidate, double holdout) {
        if (last.control() != control || last.candidate() != candidate || last.holdout() != holdout) {
            last = new Propensities(control, candidate, holdout);
        }
        return last;
    }
}
