package dev.routeproof.harness.experiment;

import dev.routeproof.harness.store.Handover;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.experiment.Arm;
import dev.routeproof.routing.experiment.Exchange;
import dev.routeproof.routing.experiment.Propensities;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of an experiment, epoch after epoch, in each in the order of their time: where clocks differ or instances
 * follow a change one after the other, nothing is out of order. Read in stretches of whole minutes with some hundred
 * thousand rows, so that memory does not grow with the log; one thread reads ahead, about a stretch, while the caller's
 * takes.
 */
final class ExchangeStream {
    private static final Query MINUTES = Query.of(ExchangeStream.class, "minutes.sql");
    private static final Query EXCHANGES = Query.of(ExchangeStream.class, "exchanges.sql");
    private static final Query ROUTED = Query.of(ExchangeStream.class, "routed.sql");
    // In the order of the codes of exchanges.sql.
    private static final Arm[] ARMS = {Arm.CONTROL, Arm.CANDIDATE, Arm.HOLDOUT, Arm.EXPLORE};
    private static final Exchange.Status[] STATUSES = {
        Exchange.Status.COMPLETED,
        Exchange.Status.FAILED,
        Exchange.Status.CANCELLED,
        Exchange.Status.CANCELLED_EARLY,
        Exchange.Status.DROPPED
    };

    private static final long STRETCH = 300_000;
    private static final long MICROS_PER_MINUTE = 60_000_000L;
    private static final String BETWEEN_LABELS = "\u001f";

    private final Store store;
    private final StoredExperiment experiment;
    private final List<TaskType> taskTypes;
    private final Set<TaskType> backOff;
    private final Set<Routed> routed;
    private Propensities last = new Propensities(1, 0, 0);

    /** {@code taskTypes} are those of the experiment's exchanges. */
    ExchangeStream(Store store, StoredExperiment experiment, SequencedSet<TaskType> taskTypes) {
        this.store = store;
        this.experiment = experiment;
        this.taskTypes = List.copyOf(taskTypes);
        this.backOff = Set.copyOf(experiment.rollout().backOff());
        this.routed = backOff.isEmpty()
                ? Set.of()
                : new HashSet<>(store.query(
                        ROUTED, row -> new Routed(row.getInt(1), new TaskType(row.getString(2))), experiment.id()));
    }

    /** A task type in an epoch in which the candidate arm was answered by another model than the default. */
    private record Routed(int epoch, TaskType taskType) {}

    private record Minute(int epoch, long minute, long exchanges) {}

    void forEach(Consumer<Exchange> taker) {
        try {
            Handover.<ExchangeBatch>run("exchanges", this::read, batch -> {
                for (int i = 0; i < batch.size(); i++) {
                    taker.accept(exchange(batch, i));
                }
            });
        } catch (SQLException impossible) {
            throw new IllegalStateException("taking exchanges asks nothing of the store", impossible);
        }
    }

    private void read(Consumer<ExchangeBatch> ahead) {
        var stretches = new Stretches(ahead);
        List<Minute> minutes =
                store.query(MINUTES, row -> new Minute(row.getInt(1), row.getLong(2), row.getLong(3)), experiment.id());
        long rows = 0;
        for (int from = 0, at = 0; at < minutes.size(); at++) {
            rows += minutes.get(at).exchanges();
            int epoch = minutes.get(from).epoch();
            if (rows >= STRETCH
                    || at == minutes.size() - 1
                    || minutes.get(at + 1).epoch() != epoch) {
                stretches.read(
                        epoch, minutes.get(from).minute(), minutes.get(at).minute() + 1);
                from = at + 1;
                rows = 0;
            }
        }
        stretches.pass();
    }

    /** Rows on their way into batches. */
    private final class Stretches {
        private final Consumer<ExchangeBatch> ahead;
        private final String labels =
                taskTypes.stream().map(TaskType::label).collect(Collectors.joining(BETWEEN_LABELS));
        private ExchangeBatch filling = new ExchangeBatch();

        Stretches(Consumer<ExchangeBatch> ahead) {
            this.ahead = ahead;
        }

        void read(int epoch, long fromMinute, long toMinute) {
            store.each(
                    EXCHANGES,
                    row -> {
                        filling.add(row);
                        if (filling.full()) {
                            pass();
                        }
                    },
                    experiment.id(),
                    labels,
                    fromMinute * MICROS_PER_MINUTE,
                    toMinute * MICROS_PER_MINUTE,
                    epoch);
        }

        void pass() {
            ahead.accept(filling);
            filling = new ExchangeBatch();
        }
    }

    private Exchange exchange(ExchangeBatch batch, int i) {
        int packed = (int) batch.packed[i] & 0xffff;
        int label = packed >> 8;
        TaskType slice = label == 0 ? null : taskTypes.get(label - 1);
        int epoch = (int) (batch.packed[i] >> 16);
        return new Exchange(
                batch.at[i],
                batch.unit[i],
                ARMS[(packed >> 3) & 3],
                epoch,
                propensities(batch.control[i], batch.candidate[i], batch.holdout[i]),
                slice,
                (packed & 32) != 0 && !backedOff(slice, epoch),
                STATUSES[packed & 7],
                (packed & 64) != 0,
                (packed & 128) != 0,
                batch.latency[i],
                batch.cost[i]);
    }

    /**
     * The document names what is backed off now; in an epoch where the candidate arm of that task type was still
     * routed, it was not yet.
     */
    private boolean backedOff(@Nullable TaskType slice, int epoch) {
        return slice != null
                && !backOff.isEmpty()
                && backOff.contains(slice)
                && !routed.contains(new Routed(epoch, slice));
    }

    private Propensities propensities(double control, double candidate, double holdout) {
        if (last.control() != control || last.candidate() != candidate || last.holdout() != holdout) {
            last = Propensities.ofThree(control, candidate, holdout);
        }
        return last;
    }
}
