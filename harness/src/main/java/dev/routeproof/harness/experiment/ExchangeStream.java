package dev.routeproof.harness.experiment;

import dev.routeproof.harness.store.Handover;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.experiment.Arm;
import dev.routeproof.routing.experiment.Exchange;
import dev.routeproof.routing.experiment.Propensities;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of an experiment, epoch after epoch, in each in the order of their time: where clocks differ or instances
 * follow a change one after the other, nothing is out of order. Read in stretches of whole minutes with some hundred
 * thousand rows, so that memory grows with the busiest minute and not with the log; one thread reads ahead, about a
 * stretch, while the caller's takes.
 */
final class ExchangeStream {
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

    private static final int TOGETHER = 32;
    private static final long STRETCH = 200_000;
    private static final int STRETCHES_AHEAD = 2;
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MICROS_PER_MINUTE = 60_000 * MICROS_PER_MILLI;
    private static final String BETWEEN_LABELS = "\u001f";

    private final Store store;
    private final StoredExperiment experiment;
    private final LogMinutes log;
    private final List<TaskType> taskTypes;
    private final Set<TaskType> backOff;
    private final Set<Routed> routed;
    /** Read and taken; their room is used again, which spares the collector hundreds of megabytes. */
    private final Queue<ExchangeStretch> taken = new ConcurrentLinkedQueue<>();

    private Propensities last = new Propensities(1, 0, 0);

    /** {@code taskTypes} are those of the experiment's exchanges. */
    ExchangeStream(Store store, StoredExperiment experiment, LogMinutes log, SequencedSet<TaskType> taskTypes) {
        this.store = store;
        this.experiment = experiment;
        this.log = log;
        this.taskTypes = List.copyOf(taskTypes);
        this.backOff = Set.copyOf(experiment.rollout().backOff());
        this.routed = backOff.isEmpty()
                ? Set.of()
                : new HashSet<>(store.query(
                        ROUTED, row -> new Routed(row.getInt(1), new TaskType(row.getString(2))), experiment.id()));
    }

    /** A task type in an epoch in which the candidate arm was answered by another model than the default. */
    private record Routed(int epoch, TaskType taskType) {}

    /** {@code taker} gets some at a time, in a list that is used again. */
    void forEach(Consumer<List<Exchange>> taker) {
        var some = new ArrayList<Exchange>(TOGETHER);
        try {
            Handover.<ExchangeStretch>run("exchanges", STRETCHES_AHEAD, this::read, stretch -> {
                for (int place : stretch.inOrder()) {
                    some.add(exchange(stretch, place));
                    if (some.size() == TOGETHER) {
                        taker.accept(some);
                        some.clear();
                    }
                }
                taker.accept(some);
                some.clear();
                taken.add(stretch);
            });
        } catch (SQLException impossible) {
            throw new IllegalStateException("taking exchanges asks nothing of the store", impossible);
        }
    }

    private void read(Consumer<ExchangeStretch> ahead) {
        String labels = taskTypes.stream().map(TaskType::label).collect(Collectors.joining(BETWEEN_LABELS));
        List<LogMinutes.Minute> minutes = log.all();
        long rows = 0;
        for (int from = 0, at = 0; at < minutes.size(); at++) {
            rows += minutes.get(at).exchanges();
            int epoch = minutes.get(from).epoch();
            if (rows >= STRETCH
                    || at == minutes.size() - 1
                    || minutes.get(at + 1).epoch() != epoch) {
                ExchangeStretch stretch = emptied(taken.poll());
                store.each(
                        EXCHANGES,
                        stretch::add,
                        experiment.id(),
                        labels,
                        minutes.get(from).minute() * MICROS_PER_MINUTE,
                        (minutes.get(at).minute() + 1) * MICROS_PER_MINUTE,
                        epoch);
                ahead.accept(stretch);
                from = at + 1;
                rows = 0;
            }
        }
    }

    private static ExchangeStretch emptied(@Nullable ExchangeStretch before) {
        if (before == null) {
            return new ExchangeStretch((int) STRETCH);
        }
        before.clear();
        return before;
    }

    private Exchange exchange(ExchangeStretch stretch, int i) {
        int packed = (int) stretch.packed[i] & 0xffff;
        int label = packed >> 8;
        TaskType slice = label == 0 ? null : taskTypes.get(label - 1);
        int epoch = (int) (stretch.packed[i] >> 16);
        return new Exchange(
                stretch.at[i] / MICROS_PER_MILLI,
                stretch.unit[i],
                ARMS[(packed >> 3) & 3],
                epoch,
                propensities(stretch.control[i], stretch.candidate[i], stretch.holdout[i]),
                slice,
                (packed & 32) != 0 && !backedOff(slice, epoch),
                STATUSES[packed & 7],
                (packed & 64) != 0,
                (packed & 128) != 0,
                stretch.latency[i],
                stretch.cost[i]);
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
